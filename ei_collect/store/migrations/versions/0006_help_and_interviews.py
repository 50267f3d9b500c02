"""How people were helped, and interviews."""

import sqlalchemy as sa
from alembic import op

from ei_collect.store.tables import Document

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _help()
    _interviews()


def _help() -> None:
    for name in ("help_from", "help_into"):
        op.add_column("responses", sa.Column(name, sa.String(length=20), nullable=True))


def _interviews() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("sitting_id", sa.String(length=20), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("typed_by", sa.String(length=20), nullable=True),
        sa.Column("form", Document, nullable=False),
        sa.Column("response_id", sa.String(length=20), nullable=True),
        sa.Column("role", sa.String(length=30), server_default="", nullable=False),
        sa.Column("consent_how", sa.String(length=20), server_default="", nullable=False),
        sa.Column("notes", Document, nullable=False),
        sa.Column("saved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_interviews_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_interviews_response_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_interviews_sitting_id")),
        sa.ForeignKeyConstraint(["typed_by"], ["users.id"], name=op.f("fk_interviews_typed_by")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_versions.id"], name=op.f("fk_interviews_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.UniqueConstraint("project_id", "key_hash", name=op.f("uq_interviews_project_id_key_hash")),
        sa.UniqueConstraint("project_id", "response_id", name=op.f("uq_interviews_project_id_response_id")),
    )
    op.create_index("ix_interviews_code", "interviews", ["code"], unique=True)
