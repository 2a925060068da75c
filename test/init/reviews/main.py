import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANTHROPIC_BASE_URL = os.environ["ANTHROPIC_BASE_URL"]
API_KEY = os.environ.get("ANTHROPIC_API_KEY", "")


def mood_of(text):
    request = urllib.request.Request(
        f"{ANTHROPIC_BASE_URL}/v1/messages",
        data=json.dumps(
            {
                "model": "claude-haiku-4-5",
                "max_tokens": 20,
                "messages": [{"role": "user", "content": f"Is this review good or bad? One word.\n\n{text}"}],
            }
        ).encode(),
        headers={"content-type": "application/json", "x-api-key": API_KEY, "anthropic-version": "2023-06-01"},
    )
    with urllib.request.urlopen(request, timeout=2) as reply:
        return json.load(reply)["content"][0]["text"]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, {"ok": True}) if self.path == "/health" else self.answer(404, {"error": "not found"})

    def do_POST(self):
        if self.path != "/reviews":
            return self.answer(404, {"error": "not found"})
        try:
            review = json.loads(self.rfile.read(int(self.headers["content-length"])))
            text = review["text"]
        except (ValueError, TypeError, KeyError):
            return self.answer(422, {"error": "a review has a text"})
        try:
            self.answer(200, {"text": text, "mood": mood_of(text), "author": review.get("author")})
        except OSError:
            self.answer(503, {"error": "try again later"})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
