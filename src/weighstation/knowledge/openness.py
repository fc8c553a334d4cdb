"""How open a model is besides its weights: what the Model Openness Tool records of its parts."""

from __future__ import annotations

from typing import NamedTuple

from weighstation.knowledge import _files

SOURCE = "lfai/model_openness_tool"
_TABLE = "models/openness.tsv"


class Openness(NamedTuple):
    """One model's record.

    ``mof_class`` is the class of the Model Openness Framework 1.0 (``I`` open science, ``II`` open tooling, ``III``
    open model) that the recorded parts and their licenses reach; empty where they reach none. ``weights``, ``code``
    and ``data`` are what the record says of the final parameters, of code and of data sets: a license in the record's
    spelling, ``unlicensed`` where it is released without one, empty where it names no such part.
    """

    mof_class: str
    weights: str
    code: str
    data: str
    source: str
    date: str


def openness(model_id: str) -> Openness | None:
    """The record of one Hub id with scheme; None where there is none, of which nothing follows."""
    scheme, _, name = model_id.partition(":")
    row = _files.row(_TABLE, name, 6) if scheme == "hf" else None
    return Openness(row[1], row[2], row[3], row[4], f"{SOURCE}: models/{row[5]}", _date()) if row else None


def _date() -> str:
    """The day of the copy that the table was made from, which its first line names."""
    return _files.content(_TABLE).decode().partition("\n")[0].rpartition(" ")[2]
