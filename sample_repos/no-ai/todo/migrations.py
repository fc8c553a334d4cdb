"""Changes to tables that older installations already have, in the order in which they were made."""

from __future__ import annotations

from typing import NamedTuple

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import inspect, text


class AddField(NamedTuple):
    """A column that an older version did not have."""

    model_name: str
    name: str
    definition: str


CHANGES = [
    AddField(model_name="task", name="due", definition="DATE"),
    AddField(model_name="task", name="owner", definition="VARCHAR NOT NULL DEFAULT 'front/desk'"),
]


def run(db: SQLAlchemy) -> None:
    """Add the columns that are missing."""
    for change in CHANGES:
        known = {column["name"] for column in inspect(db.engine).get_columns(change.model_name)}
        if change.name not in known:
            db.session.execute(text(f"ALTER TABLE {change.model_name} ADD COLUMN {change.name} {change.definition}"))
    db.session.commit()
