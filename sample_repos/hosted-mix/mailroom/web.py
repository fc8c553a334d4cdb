"""The HTTP interface that the mail server calls."""

from __future__ import annotations

import re

from flask import Flask, Response, jsonify, request

from mailroom.draft import draft
from mailroom.sort import sort

NAMES = re.compile(r"^(From|To|Cc|Reply-To):.*$", re.MULTILINE)

app = Flask(__name__)


@app.post("/mails")
def receive() -> tuple[Response, int]:
    """Take one mail as text/plain; answer with its desk and a draft."""
    if request.mimetype not in ("text/plain", "message/rfc822"):
        return jsonify(error="send text/plain or message/rfc822"), 415
    mail = NAMES.sub("", request.get_data(as_text=True))
    desk = sort(mail)
    return jsonify(desk=desk, draft=draft(mail, desk)), 200
