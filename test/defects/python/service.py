"""The answer service as it should be. Each defect beside it extends the class and gets one method wrong."""

import hashlib
import http.client
import json
import os
import re
import select
import socket
import threading
import time
import traceback
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FEATURES_URL = os.environ["FEATURES_URL"]
OPENAI_BASE_URL = os.environ["OPENAI_BASE_URL"]
SINK_URL = os.environ["SINK_URL"]

INTENTS = ["refund", "delivery", "other"]
VERDICT_SCHEMA = {
    "type": "object",
    "required": ["intent", "text", "confidence"],
    "properties": {
        "intent": {"enum": INTENTS},
        "text": {"type": "string", "minLength": 1},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    },
}


def is_text(value):
    return isinstance(value, str) and value != ""


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_share(value):
    return is_number(value) and 0 <= value <= 1


def is_order(value):
    return is_text(value) and re.fullmatch(r"o-[0-9]+", value) is not None


def parsed(text):
    """The value of a JSON text; None where it is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def not_json(constant):
    raise ValueError(constant)


class CallError(Exception):
    """A dependency gave nothing usable."""

    def __init__(self, message, status=None, headers=None, body=b""):
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.body = body


class CallerLeft(Exception):
    """Nobody waits for the answer any more."""


# What belongs to the request under way: its connection, and a key that is the same for the same request.
under_way = threading.local()


class Budget:
    """The time that one request may take, in seconds, shared by all calls that it makes."""

    def __init__(self, whole):
        self.end = time.monotonic() + whole

    @property
    def left(self):
        return max(0.0, self.end - time.monotonic())


class AnswerService:
    # Seconds for a whole request: well below the one that was promised.
    whole = 0.65
    # Seconds for one attempt.
    limit = 0.15
    attempts = 2

    def answer(self, question):
        budget = Budget(self.whole)
        try:
            features = self.find_features(question["orderId"], budget)
        except CallError as error:
            features = self.without_features(error)
        try:
            verdict = self.ask_model(question["question"], features, budget)
        except CallError as error:
            verdict = self.without_model(error)
        self.record(self.to_record(question, features, verdict), budget)
        missing = "missing" in features or "missing" in verdict
        return {
            "orderId": question["orderId"],
            "intent": verdict["intent"],
            "text": verdict["text"],
            "degraded": missing,
        }

    def without_features(self, error):
        return {"notes": [], "missing": True}

    def without_model(self, error):
        return {"intent": "other", "text": "A colleague will answer you today.", "missing": True}

    def to_record(self, question, features, verdict):
        return {"orderId": question["orderId"], "text": verdict["text"]}

    def find_features(self, order, budget):
        def attempt(limit, _):
            body = self.call("GET", f"{FEATURES_URL}/features/{order}", limit)
            return self.agreed(parsed(body), self.are_features, body)

        return self.with_retries(attempt, budget, keep=0.3)

    def are_features(self, value):
        notes = value.get("notes")
        return (
            is_order(value.get("id"))
            and value.get("tier") in ("basic", "plus")
            and is_share(value.get("risk"))
            and isinstance(notes, list)
            and 1 <= len(notes) <= 5
            and all(is_text(note) for note in notes)
        )

    def ask_model(self, question, features, budget):
        headers = {"authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}
        prompt = {
            "model": "gpt-4o-mini",
            "messages": self.messages(question, features),
            "response_format": {"type": "json_schema", "json_schema": {"name": "verdict", "schema": VERDICT_SCHEMA}},
        }

        def attempt(limit, _):
            body = self.call("POST", f"{OPENAI_BASE_URL}/chat/completions", limit, prompt, headers)
            return self.agreed(said_in(body), self.is_verdict, body)

        return self.with_retries(attempt, budget, keep=0.15)

    def messages(self, question, features):
        return [
            {"role": "system", "content": f"Answer the customer. Notes: {json.dumps(features['notes'])}"},
            {"role": "user", "content": question},
        ]

    def is_verdict(self, value):
        # The list first: a value that is no text cannot be looked up in a set.
        return value.get("intent") in INTENTS and is_text(value.get("text")) and is_share(value.get("confidence"))

    def record(self, record, budget):
        # One key for all attempts, and for the same request again: what was stored is not stored a second time.
        key = self.key_of_record()
        self.with_retries(lambda limit, _: self.store(record, key, limit), budget, keep=0)

    def key_of_record(self):
        return under_way.key

    def store(self, record, key, limit):
        headers = {"authorization": f"Bearer {os.environ['SINK_TOKEN']}", "idempotency-key": key}
        body = self.call("POST", f"{SINK_URL}/records", limit, record, headers)
        self.agreed(parsed(body), self.is_stored, body)

    def is_stored(self, value):
        return is_text(value.get("recordId")) and value.get("state") in ("stored", "queued")

    def agreed(self, value, is_valid, body):
        """The value, if it is what was agreed; else what was sent counts as no reply."""
        if not isinstance(value, dict) or not is_valid(value):
            raise CallError("the reply is not what was agreed", body=body)
        return value

    def with_retries(self, attempt, budget, keep):
        """Tries again where that can help; leaves `keep` seconds of the budget for what comes afterwards."""
        n = 1
        while True:
            left = min(self.limit, budget.left - keep)
            if left < 0.02:
                raise CallError("no time left")
            self.stop_if_caller_left()
            try:
                return attempt(left, n)
            except CallError as error:
                if n >= self.attempts or self.is_final(error):
                    raise
                pause = self.pause(error, n)
                if pause + 0.02 > budget.left - keep:
                    raise
            time.sleep(pause)
            n += 1

    def stop_if_caller_left(self):
        connection = under_way.connection
        readable, _, _ = select.select([connection], [], [], 0)
        try:
            if readable and connection.recv(1, socket.MSG_PEEK) == b"":
                raise CallerLeft
        except OSError as error:
            raise CallerLeft from error

    def is_final(self, error):
        """Whether the same request can never succeed."""
        if error.status is None:
            return False
        if error.status not in (408, 409, 425, 429) and error.status < 500:
            return True
        if error.headers.get("x-should-retry") == "false":
            return True
        return b'"insufficient_quota"' in error.body

    def pause(self, error, n):
        """Seconds before the next attempt."""
        advised = self.retry_after(error.headers) if error.headers else None
        # A little later than it says: clocks and timers are not exact.
        return 0.03 * n if advised is None else max(advised + 0.05, 0.03)

    def retry_after(self, headers):
        """What the service asks for, in seconds; None where it says nothing that can be understood."""
        milliseconds = headers.get("retry-after-ms", "")
        if milliseconds.isdecimal():
            return int(milliseconds) / 1000
        text = headers.get("retry-after", "")
        if text.isdecimal():
            return int(text)
        try:
            return parsedate_to_datetime(text).timestamp() - time.time()
        except ValueError:
            return None

    def call(self, method, url, limit, body=None, headers=None):
        """The body of a successful reply."""
        status, reply_headers, reply = self.exchange(method, url, limit, body, headers or {})
        if not 200 <= status <= 299:
            raise CallError(f"status {status}", status, reply_headers, reply)
        return reply

    def exchange(self, method, url, limit, body, headers):
        where = urlsplit(url)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=limit)
        late = threading.Event()
        try:
            connection.connect()
            with self.ending(connection.sock, limit, late):
                data = None if body is None else json.dumps(body).encode()
                connection.request(method, where.path, data, {"content-type": "application/json", **headers})
                response = connection.getresponse()
                reply = response.status, response.headers, response.read()
        # The client lets a size of a chunk pass that no memory has.
        except (OSError, http.client.HTTPException, OverflowError) as error:
            raise CallError("no reply in time" if late.is_set() else f"no reply: {type(error).__name__}") from error
        finally:
            connection.close()
        if late.is_set():
            raise CallError("no reply in time")
        return reply

    def ending(self, sock, limit, late):
        # A socket's own timeout starts anew with every byte: a reply that trickles in would never end.
        return Alarm(limit, sock, late)

    def handle(self, http_request):
        if http_request.path == "/healthz":
            return send(http_request, 200, {"ready": True})
        body = self.body_of(http_request)
        under_way.connection = http_request.connection
        under_way.key = hashlib.sha256(body).hexdigest()
        question = self.read(body)
        if not self.is_question(question):
            return self.rejected(http_request, question)
        try:
            answer = self.answer(question)
        except CallerLeft:
            return
        except Exception as error:
            if not isinstance(error, CallError):
                traceback.print_exc()
            return self.unavailable(http_request, error)
        send(http_request, 200, answer)

    def body_of(self, http_request):
        return http_request.rfile.read(int(http_request.headers.get("content-length", 0)))

    def read(self, body):
        try:
            # As text: from bytes, `json.loads` guesses the encoding. NaN and Infinity are no JSON, although it takes them.
            return json.loads(body.decode(), parse_constant=not_json)
        except (ValueError, RecursionError):
            return None

    def is_question(self, value):
        if not isinstance(value, dict) or not set(value) <= {"orderId", "question", "tags", "amount", "locale"}:
            return False
        return (
            self.is_order(value.get("orderId"))
            and is_text(value.get("question"))
            and len(value["question"]) <= 200
            and self.are_details(value)
        )

    def is_order(self, value):
        return is_order(value)

    def are_details(self, value):
        """What may be left out."""
        return (
            ("tags" not in value or self.are_tags(value["tags"]))
            and ("amount" not in value or self.is_amount(value["amount"]))
            and ("locale" not in value or value["locale"] in ("de", "en", "fr"))
        )

    def are_tags(self, value):
        return isinstance(value, list) and len(value) <= 3 and all(tag in ("gift", "express", "fragile") for tag in value)

    def is_amount(self, value):
        return is_number(value) and 0 <= value <= 10_000

    def rejected(self, http_request, question):
        send(http_request, 400, {"title": "This is not a question", "status": 400})

    def unavailable(self, http_request, error):
        problem = {"title": "The question cannot be answered now", "status": 503}
        send(http_request, 503, problem, {"retry-after": "5"})

    def listen(self):
        service = self

        class Handler(BaseHTTPRequestHandler):
            disable_nagle_algorithm = True

            def do_GET(self):
                service.handle(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()


class Alarm:
    """Cuts a connection when a time is over."""

    def __init__(self, seconds, sock, late):
        self.sock = sock
        self.late = late
        self.timer = threading.Timer(seconds, self.ring)

    def ring(self):
        self.late.set()
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # It has ended already.

    def __enter__(self):
        self.timer.start()

    def __exit__(self, *_):
        self.timer.cancel()


def said_in(body):
    """What the model said, as a value."""
    try:
        return parsed(parsed(body)["choices"][0]["message"]["content"])
    except (TypeError, KeyError, IndexError):
        return None


def send(http_request, status, body, headers=None):
    data = json.dumps(body).encode()
    http_request.send_response(status)
    for name, value in {"content-type": "application/json", "content-length": str(len(data)), **(headers or {})}.items():
        http_request.send_header(name, value)
    http_request.end_headers()
    http_request.wfile.write(data)
