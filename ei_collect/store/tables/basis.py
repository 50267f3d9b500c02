"""What every table is made with."""

from sqlalchemy import JSON, Column, ForeignKey, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Document = JSON().with_variant(JSONB(), "postgresql")


def own_id() -> Column[str]:
    """The random id of a row."""
    return Column("id", String(20), primary_key=True)


def of_project() -> Column[str]:
    """The project that a row belongs to; it goes with it."""
    return Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), nullable=False)
