"""The judges that other tests rely on can tell good from bad: the throwaway PostgreSQL and veraPDF."""

from pathlib import Path

import psycopg
import pytest
from weasyprint import HTML

from tests import postgres, verapdf

PAGE = "<html lang='en'><head><title>Pack</title></head><body><h1>Pack</h1><p>One page.</p></body></html>"

needs_verapdf = pytest.mark.skipif(verapdf.why_absent() is not None, reason=str(verapdf.why_absent()))


@needs_verapdf
def test_verapdf_has_nothing_to_say_of_a_pdf_made_accessible(tmp_path: Path) -> None:
    HTML(string=PAGE).write_pdf(tmp_path / "pack.pdf", pdf_variant="pdf/ua-1")
    assert verapdf.findings(tmp_path / "pack.pdf") == []


@needs_verapdf
def test_verapdf_names_clause_and_fault_of_a_pdf_without_structure(tmp_path: Path) -> None:
    HTML(string=PAGE).write_pdf(tmp_path / "plain.pdf")
    found = verapdf.findings(tmp_path / "plain.pdf")
    assert any(finding.startswith("7.1 rule 11:") and "StructTreeRoot" in finding for finding in found)


@pytest.mark.postgresql
@pytest.mark.skipif(postgres.why_absent() is not None, reason=str(postgres.why_absent()))
def test_throwaway_cluster_copies_and_drops_databases_and_leaves_nothing_behind() -> None:
    with postgres.throwaway_cluster() as cluster:
        cluster.create_database("first")
        with psycopg.connect(cluster.url("first").replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE ward AS SELECT 'Easton' AS name")
        cluster.create_database("second", template="first")
        with psycopg.connect(cluster.url("second").replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT name FROM ward").fetchone() == ("Easton",)
        cluster.drop_database("second")
        with pytest.raises(psycopg.OperationalError, match="second"):
            psycopg.connect(cluster.url("second").replace("+psycopg", ""))
    assert not cluster.folder.exists()
