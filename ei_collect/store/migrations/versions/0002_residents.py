"""What residents are told and may choose: consents, easy read, recordings, taking back for good."""

import sqlalchemy as sa
from alembic import op

from ei_collect.store.tables import Document

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("projects", sa.Column("controller", sa.Text(), nullable=False, server_default=""))
    op.add_column("projects", sa.Column("minimum_age", sa.Integer(), nullable=False, server_default="16"))
    op.add_column("projects", sa.Column("recall_until", sa.Date(), nullable=True))
    op.add_column("projects", sa.Column("help_lines", Document, nullable=False, server_default="[]"))
    op.add_column("projects", sa.Column("last_round", Document, nullable=False, server_default="{}"))
    op.add_column("responses", sa.Column("easy_read", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("responses", sa.Column("readable", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("responses", sa.Column("consents", Document, nullable=False, server_default="{}"))
    op.add_column("signoffs", sa.Column("carried_from", sa.Integer(), nullable=True))
    op.add_column("signoffs", sa.Column("read_digest", sa.String(length=64), nullable=False, server_default=""))
    revisions = op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    op.bulk_insert(revisions, [{"id": 1, "number": 1}])
    op.create_table(
        "tombstones",
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_tombstones_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "key_hash", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("transcribed_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_recordings_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["transcribed_by"], ["users.id"], name=op.f("fk_recordings_transcribed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
        sa.UniqueConstraint(
            "project_id", "key_hash", "question", "state", name=op.f("uq_recordings_project_id_key_hash_question_state")
        ),
        sa.CheckConstraint("state IN ('draft', 'sent', 'other')", name=op.f("ck_recordings_state_known")),
    )
