"""Staff accounts and their memberships as rows."""

from sqlalchemy import Connection, select

from ei_collect.projects.project import MemberRole, Project, Scope, User
from ei_collect.store.projects import project_of_row
from ei_collect.store.tables import memberships, projects, users


def insert_user(connection: Connection, user: User, password_hash: str) -> None:
    """Write an account; the caller has looked that the address is free."""
    connection.execute(users.insert().values(id=user.id, email=user.email, name=user.name, password_hash=password_hash))


def find_user(connection: Connection, user_id: str) -> User | None:
    """The account with this id, or None."""
    row = connection.execute(select(users.c.id, users.c.email, users.c.name).where(users.c.id == user_id)).one_or_none()
    return User(*row) if row else None


def find_login(connection: Connection, email: str) -> tuple[User, str] | None:
    """The account with this address and its password hash, or None."""
    row = connection.execute(select(users).where(users.c.email == email)).one_or_none()
    return (User(row.id, row.email, row.name), row.password_hash) if row else None


def set_password(connection: Connection, user_id: str, password_hash: str) -> None:
    """Replace an account's password hash."""
    connection.execute(users.update().where(users.c.id == user_id).values(password_hash=password_hash))


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


def projects_of(connection: Connection, user_id: str) -> tuple[Project, ...]:
    """The projects of which somebody is a member, by name."""
    query = select(projects).where(
        projects.c.id.in_(select(memberships.c.project_id).where(memberships.c.user_id == user_id))
    )
    return tuple(project_of_row(row) for row in connection.execute(query.order_by(projects.c.name)))
