"""What has to hold before a change lands: `nox` runs lint, types and the tests on every Python found here."""

from __future__ import annotations

import shutil
import subprocess

import nox

VERSIONS = ("3.10", "3.11", "3.12", "3.13")

nox.options.sessions = ["lint", "types", "tests", "validators"]
nox.options.reuse_existing_virtualenvs = True
nox.options.default_venv_backend = "virtualenv"


def _found() -> list[str]:
    """The supported interpreters that really start here; a version manager's empty shim does not count."""
    names = [name for name in (f"python{version}" for version in VERSIONS) if shutil.which(name)]
    works = [
        name for name in names if not subprocess.run([name, "-c", ""], capture_output=True, check=False).returncode
    ]
    return [name.removeprefix("python") for name in works]


@nox.session(venv_backend="none")
def lint(session: nox.Session) -> None:
    """ruff, and this repository by its own hook."""
    session.run("ruff", "format", "--check", ".", external=True)
    session.run("ruff", "check", ".", external=True)
    session.run("pre-commit", "run", "--all-files", "weighstation", external=True)


@nox.session(venv_backend="none")
def types(session: nox.Session) -> None:
    """mypy, strict."""
    session.run("mypy", external=True)


@nox.session(python=_found())
def tests(session: nox.Session) -> None:
    """All tests; `nox -s tests-3.13 -- tests/unit -k yaml` for some of them."""
    session.install("-e", ".[dev]")
    session.run("pytest", *(session.posargs or ["-n", "auto"]))


@nox.session
def validators(session: nox.Session) -> None:
    """The tools that others read BOMs with; they pin what they need, so they have an environment of their own."""
    tools = ("cyclonedx-editor-validator>=1.0.3", "lib4sbom>=0.10.4", "ossbomer>=2.4.2", "sbomaudit>=0.4.4")
    session.install("-e", ".[dev]", *tools)
    files = [f"tests/acceptance/test_bom_{name}.py" for name in ("node", "tools", "lib4sbom")]
    session.run("pytest", "-n", "auto", *files, env={"WEIGHSTATION_VALIDATORS": "1"})


@nox.session(venv_backend="none")
def bench(session: nox.Session) -> None:
    """The ratios of benchmarks/README.md, measured in one run."""
    session.run("python", "benchmarks/startup.py", *session.posargs, external=True)


@nox.session(venv_backend="none", default=False)
def references(session: nox.Session) -> None:
    """How many of a benchmark's references are found; its folder and that of the checkouts are arguments."""
    session.run("python", "benchmarks/references.py", *session.posargs, external=True)
