"""The one table there is."""

from __future__ import annotations

import datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Task(db.Model):
    """Something that somebody has to do."""

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)
    due: Mapped[datetime.date | None]
    owner: Mapped[str] = mapped_column(default="front/desk")
