"""Sittings of partner organisations, paper sheets, what is keyed off them and their scans."""

import sqlalchemy as sa
from alembic import op

from ei_collect.store.tables import Document

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "sittings",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("opened_by", sa.String(length=20), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("surveys", Document, nullable=False),
        sa.Column("languages", Document, nullable=False),
        sa.Column("audience", sa.Text(), server_default="", nullable=False),
        sa.Column("expected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("helpers", Document, server_default="[]", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("keyed_twice", sa.Integer(), server_default="0", nullable=False),
        sa.Column("keeps_scans", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("pin_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("sealing", Document, server_default="{}", nullable=False),
        sa.Column("opening", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["users.id"], name=op.f("fk_sittings_opened_by")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_sittings_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
    )
    op.create_index("ix_sittings_code", "sittings", ["code"], unique=True)
    op.create_table(
        "tablets",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("sitting_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=3), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_tablets_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_tablets_sitting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablets")),
        sa.UniqueConstraint("project_id", "sitting_id", "name", name=op.f("uq_tablets_project_id_sitting_id_name")),
    )
    op.create_table(
        "sheet_layouts",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("layout", Document, nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_sheet_layouts_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_versions.id"], name=op.f("fk_sheet_layouts_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_layouts")),
        sa.UniqueConstraint("project_id", "digest", name=op.f("uq_sheet_layouts_project_id_digest")),
    )
    op.create_table(
        "sheets",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("layout_id", sa.String(length=20), nullable=False),
        sa.Column("sitting_id", sa.String(length=20), nullable=True),
        sa.Column("batch", sa.String(length=60), server_default="", nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), server_default="printed", nullable=False),
        sa.CheckConstraint("status IN ('printed', 'keyed', 'settled', 'void')", name=op.f("ck_sheets_status_known")),
        sa.ForeignKeyConstraint(
            ["layout_id"], ["sheet_layouts.id"], name=op.f("fk_sheets_layout_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_sheets_project_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_sheets_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("project_id", "key_hash", name=op.f("uq_sheets_project_id_key_hash")),
    )
    op.create_index("ix_sheets_code", "sheets", ["code"], unique=True)
    op.create_table(
        "keyings",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("sheet_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("form", Document, nullable=False),
        sa.Column("marks", Document, nullable=False),
        sa.Column("facts", Document, nullable=False),
        sa.Column("pages", Document, nullable=False),
        sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("keyed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_keyings_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_keyings_sheet_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_keyings_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keyings")),
        sa.UniqueConstraint("project_id", "sheet_id", "number", name=op.f("uq_keyings_project_id_sheet_id_number")),
    )
    op.create_table(
        "scans",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("sheet_id", sa.String(length=20), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reading", Document, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_scans_project_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_scans_sheet_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
        sa.UniqueConstraint("project_id", "digest", name=op.f("uq_scans_project_id_digest")),
    )
    op.add_column("responses", sa.Column("sitting_id", sa.String(length=20), nullable=True))
    op.create_index(op.f("ix_responses_project_id_sitting_id"), "responses", ["project_id", "sitting_id"], unique=False)
