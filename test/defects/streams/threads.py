"""The same promises with a thread for each request: an answer is over when its connection is closed, and comments keep it open."""

import json
import os
import re
import select
import socket
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOTES_URL = os.environ["NOTES_URL"]
MODEL_URL = os.environ["MODEL_URL"]


class CallError(Exception):
    """A dependency gave nothing usable."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


LIMIT = 0.25
pool = ThreadPoolExecutor(32)
opener = urllib.request.build_opener(NoRedirect)


def is_text(value):
    return isinstance(value, str) and value != ""


def ask(request):
    with opener.open(request, timeout=LIMIT) as reply:
        return json.loads(reply.read())


def call(url, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"content-type": "application/json"})
    try:
        # The time limit of the library starts anew with every byte.
        value = pool.submit(ask, request).result(timeout=LIMIT)
    except Exception as error:
        raise CallError(type(error).__name__) from error
    if not isinstance(value, dict):
        raise CallError("no object")
    return value


def find_notes(question):
    notes = call(f"{NOTES_URL}/notes", {"question": question}).get("notes")
    if not isinstance(notes, list) or not 1 <= len(notes) <= 3 or not all(map(is_text, notes)):
        raise CallError("no notes")
    return notes


def say(note):
    text = call(f"{MODEL_URL}/say", {"note": note}).get("text")
    if not is_text(text):
        raise CallError("no text")
    return text


class Handler(BaseHTTPRequestHandler):
    # HTTP/1.0: the end of the connection is the end of the answer.
    def log_message(self, *args):
        pass

    def reply(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def event(self, name, data):
        if self.path.startswith("/lines"):
            more = {"text": data} if isinstance(data, str) else data
            self.wfile.write(json.dumps({"type": name, **more}, ensure_ascii=False).encode(errors="replace") + b"\n")
            return
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        lines = "".join(f"data:{line}\r\n" for line in re.split(r"\r\n?|\n", text))
        self.wfile.write(f": so far\r\n\r\nretry: 1000\r\nevent: {name}\r\n{lines}\r\n".encode(errors="replace"))

    def is_left(self):
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def do_GET(self):
        self.reply(200, {})

    def do_POST(self):
        try:
            asked = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        except (ValueError, RecursionError):
            asked = None
        question = asked.get("question") if isinstance(asked, dict) and len(asked) == 1 else None
        if not is_text(question) or len(question) > 200:
            return self.reply(400, {"title": "This is no question."})
        self.send_response(200)
        lines = self.path.startswith("/lines")
        self.send_header("content-type", "application/x-ndjson" if lines else "text/event-stream; charset=utf-8")
        self.end_headers()
        try:
            self.answer(question)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self, question):
        self.event("heard", question)
        try:
            notes = find_notes(question)
        except CallError:
            notes = None
        try:
            for note in notes or [question]:
                if self.is_left():
                    return
                self.event("sentence", {"text": say(note)})
        except CallError:
            return self.event("error", {"title": "The model does not answer."})
        self.event("done", {"sentences": len(notes or [question]), "degraded": notes is None})


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
