"""What is known about licenses and models: data files that people can read and review, and the lookups over them.

Nothing is read at import. ``docs/knowledge.md`` says what is where and how to add or correct a fact.
"""

from __future__ import annotations

AS_OF = "2026-11-20"
"""The day on which the facts were true as far as anyone here knows (ISO 8601)."""
