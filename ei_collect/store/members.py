"""Staff accounts and their memberships as rows."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, select

from ei_collect.projects.project import MemberRole, Project, Scope, User
from ei_collect.store.projects import project_of_row
from ei_collect.store.tables import memberships, projects, users

MOST_MEMBERS = 1000


@dataclass(frozen=True)
class Member:
    """Somebody in a project, with all of their roles there."""

    user: User
    roles: tuple[MemberRole, ...]


def insert_user(connection: Connection, user: User, password_hash: str) -> None:
    """Write an account; the caller has looked that the address is free."""
    connection.execute(users.insert().values(**vars(user), password_hash=password_hash))


def find_user(connection: Connection, user_id: str) -> User | None:
    """The account with this id, or None."""
    query = select(users.c.id, users.c.email, users.c.name, users.c.must_change).where(users.c.id == user_id)
    row = connection.execute(query).one_or_none()
    return User(*row) if row else None


def find_login(connection: Connection, email: str) -> tuple[User, str] | None:
    """The account with this address and its password hash, or None."""
    row = connection.execute(select(users).where(users.c.email == email)).one_or_none()
    return (User(row.id, row.email, row.name, row.must_change), row.password_hash) if row else None


def set_password(connection: Connection, user_id: str, password_hash: str) -> None:
    """Replace an account's password hash."""
    connection.execute(users.update().where(users.c.id == user_id).values(password_hash=password_hash))


def set_must_change(connection: Connection, user_id: str, must_change: bool) -> None:
    """Write whether somebody else knows an account's password as well."""
    connection.execute(users.update().where(users.c.id == user_id).values(must_change=must_change))


def add_role(connection: Connection, scope: Scope, user_id: str, role: MemberRole) -> None:
    """Give somebody a role in a project; nothing happens where they have it."""
    if role not in find_roles(connection, scope, user_id):
        connection.execute(memberships.insert().values(project_id=scope.project_id, user_id=user_id, role=role.value))


def find_roles(connection: Connection, scope: Scope, user_id: str) -> tuple[MemberRole, ...]:
    """The roles that somebody has in a project."""
    query = select(memberships.c.role).where(
        memberships.c.project_id == scope.project_id, memberships.c.user_id == user_id
    )
    return tuple(MemberRole(role) for role in connection.scalars(query))


def remove_role(connection: Connection, scope: Scope, user_id: str, role: MemberRole) -> bool:
    """Take a role in a project away; False where nobody with this id has it there."""
    held = (
        memberships.c.project_id == scope.project_id,
        memberships.c.user_id == user_id,
        memberships.c.role == role.value,
    )
    return connection.execute(memberships.delete().where(*held)).rowcount > 0


def holders_of(connection: Connection, scope: Scope, role: MemberRole) -> tuple[str, ...]:
    """The ids of those who have a role in a project; on PostgreSQL their rows are held until the transaction ends."""
    held = memberships.c.project_id == scope.project_id, memberships.c.role == role.value
    query = select(memberships.c.user_id).where(*held).order_by(memberships.c.user_id).limit(MOST_MEMBERS)
    return tuple(connection.scalars(query.with_for_update()))


def members_of(connection: Connection, scope: Scope) -> tuple[Member, ...]:
    """Everybody in a project by name, each with all of their roles."""
    query = (
        select(users.c.id, users.c.email, users.c.name, users.c.must_change, memberships.c.role)
        .join(memberships, memberships.c.user_id == users.c.id)
        .where(memberships.c.project_id == scope.project_id)
        .order_by(users.c.name, users.c.id, memberships.c.role)
        .limit(MOST_MEMBERS)
    )
    found = groupby(connection.execute(query), key=lambda row: User(*row[:4]))
    return tuple(Member(user, tuple(MemberRole(row.role) for row in rows)) for user, rows in found)


def projects_of(connection: Connection, user_id: str) -> tuple[Project, ...]:
    """The projects of which somebody is a member, by name."""
    query = select(projects).where(
        projects.c.id.in_(select(memberships.c.project_id).where(memberships.c.user_id == user_id))
    )
    return tuple(project_of_row(row) for row in connection.execute(query.order_by(projects.c.name)))
