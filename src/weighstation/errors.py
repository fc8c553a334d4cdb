"""The error tree. Every error says where it happened, what is wrong and what to do; the command line shows it whole.

Only a ``ReadError`` is survivable: the file is listed as unread and the run goes on. All others end the command with
exit code 2.
"""

from __future__ import annotations


class WeighstationError(Exception):
    """Root of all errors a user can meet. ``line`` counts from 1, 0 where there is none."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.path, self.line, self.hint = message, path, line, hint

    def __str__(self) -> str:
        """``path:line: message`` and, on a line of its own, what to do."""
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.message}" + (f"\n  help: {self.hint}" if self.hint else "")


class UsageError(WeighstationError):
    """The command line asks for something that cannot be done."""


class RepositoryError(WeighstationError):
    """The folder to check is missing, is no folder, or git failed in it."""


class ReadError(WeighstationError):
    """One file of the scanned repository could not be read; the others still are."""


class PolicyError(WeighstationError):
    """The policy cannot be used. ``faults`` holds every fault of the file, each a ``PolicyError`` of its own."""

    def __init__(
        self, message: str, *, path: str = "", line: int = 0, hint: str = "", faults: tuple[PolicyError, ...] = ()
    ) -> None:
        super().__init__(message, path=path, line=line, hint=hint)
        self.faults = faults

    def __str__(self) -> str:
        """All faults, a paragraph each, or this one fault."""
        return "\n".join(str(fault) for fault in self.faults) if self.faults else super().__str__()


class KnowledgeError(WeighstationError):
    """A data file of the knowledge base is missing or damaged: the installation is broken."""
