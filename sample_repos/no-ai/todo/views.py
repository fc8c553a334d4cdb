"""The pages, and the list in the two formats that other programs read."""

from __future__ import annotations

import datetime

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from todo.tasks import Task, db

pages = Blueprint("pages", __name__)


def open_tasks() -> list[Task]:
    """What is still to do, most urgent first."""
    return list(db.session.scalars(db.select(Task).filter_by(done=False).order_by(Task.due.nulls_last(), Task.id)))


@pages.get("/")
def index() -> str:
    """The list as a page."""
    return render_template("list.html", tasks=open_tasks(), theme=current_app.config["THEME"])


@pages.post("/tasks")
def add() -> Redirect:
    """Add the task that the form holds."""
    due = request.form.get("due")
    db.session.add(Task(title=request.form["title"], due=datetime.date.fromisoformat(due) if due else None))
    db.session.commit()
    return redirect(url_for("pages.index"))


@pages.post("/tasks/<int:number>/done")
def done(number: int) -> Redirect:
    """Mark a task as done."""
    task = db.session.get(Task, number) or abort(404)
    task.done = True
    db.session.commit()
    return redirect(url_for("pages.index"))


@pages.get("/tasks.json")
def as_json() -> Response:
    """The list as application/json."""
    return jsonify([{"title": task.title, "due": task.due and task.due.isoformat()} for task in open_tasks()])


@pages.get("/tasks.ics")
def as_calendar() -> Response:
    """The list as text/calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//northwind/todo//EN"]
    for task in open_tasks():
        lines += ["BEGIN:VTODO", f"UID:{task.id}@todo.example.org", f"SUMMARY:{task.title}", "END:VTODO"]
    return Response("\r\n".join([*lines, "END:VCALENDAR", ""]), mimetype="text/calendar")
