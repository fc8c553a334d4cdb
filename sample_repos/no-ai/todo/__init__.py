"""A to-do list for a small office."""

from __future__ import annotations

import os

from flask import Flask

from todo import migrations, views
from todo.tasks import db

REPOSITORY = "northwind/todo"
TIMEZONE = os.getenv("TODO_TIMEZONE", "Europe/Berlin")

# The colors of the page are named after winds.
THEMES = ("mistral", "bora", "sirocco")
DEFAULT_THEME = os.getenv("TODO_THEME", "mistral")


def create_app() -> Flask:
    """Build the application and bring its database up to date."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.getenv("TODO_DATABASE", "sqlite:///todo.db")
    app.config["THEME"] = DEFAULT_THEME if DEFAULT_THEME in THEMES else THEMES[0]
    app.config["TIMEZONE"] = TIMEZONE
    app.config["FEEDBACK"] = f"https://github.com/{REPOSITORY}/issues/new"
    app.register_blueprint(views.pages)
    db.init_app(app)
    with app.app_context():
        db.create_all()
        migrations.run(db)
    return app
