"""One thread for all requests: server and calls are written by hand on the streams of asyncio."""

import asyncio
import hashlib
import json
import os
import traceback
from http.client import HTTPException, parse_headers
from io import BytesIO
from urllib.parse import urlsplit

from service import FEATURES_URL, OPENAI_BASE_URL, SINK_URL, VERDICT_SCHEMA, AnswerService, Budget, CallError
from service import parsed, said_in

REASONS = {200: "OK", 400: "Bad Request", 405: "Method Not Allowed", 503: "Service Unavailable"}


class Asynchronous(AnswerService):
    async def answer(self, question, key):
        budget = Budget(self.whole)
        try:
            features = await self.find_features(question["orderId"], budget)
        except CallError as error:
            features = self.without_features(error)
        try:
            verdict = await self.ask_model(question["question"], features, budget)
        except CallError as error:
            verdict = self.without_model(error)
        await self.record(self.to_record(question, features, verdict), key, budget)
        return {
            "orderId": question["orderId"],
            "intent": verdict["intent"],
            "text": verdict["text"],
            "degraded": "missing" in features or "missing" in verdict,
        }

    async def find_features(self, order, budget):
        async def attempt():
            body = await self.call("GET", f"{FEATURES_URL}/features/{order}")
            return self.agreed(parsed(body), self.are_features, body)

        return await self.with_retries(attempt, budget, 0.3)

    async def ask_model(self, question, features, budget):
        prompt = {
            "model": "gpt-4o-mini",
            "messages": self.messages(question, features),
            "response_format": {"type": "json_schema", "json_schema": {"name": "verdict", "schema": VERDICT_SCHEMA}},
        }
        key = {"authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}

        async def attempt():
            body = await self.call("POST", f"{OPENAI_BASE_URL}/chat/completions", prompt, key)
            return self.agreed(said_in(body), self.is_verdict, body)

        return await self.with_retries(attempt, budget, 0.15)

    async def record(self, record, key, budget):
        keys = {"authorization": f"Bearer {os.environ['SINK_TOKEN']}", "idempotency-key": key}

        async def attempt():
            body = await self.call("POST", f"{SINK_URL}/records", record, keys)
            return self.agreed(parsed(body), self.is_stored, body)

        await self.with_retries(attempt, budget, 0)

    async def with_retries(self, attempt, budget, keep):
        for n in range(1, self.attempts + 1):
            left = min(self.limit, budget.left - keep)
            if left < 0.02:
                raise CallError("no time left")
            try:
                return await asyncio.wait_for(attempt(), left)
            except asyncio.TimeoutError:
                failure = CallError("no reply in time")
            except CallError as error:
                failure = error
            pause = self.pause(failure, n)
            if n == self.attempts or self.is_final(failure) or pause + 0.02 > budget.left - keep:
                raise failure
            await asyncio.sleep(pause)

    async def call(self, method, url, body=None, headers=None):
        where = urlsplit(url)
        data = b"" if body is None else json.dumps(body).encode()
        head = {"host": where.netloc, "connection": "close", "content-length": str(len(data)), **(headers or {})}
        if data:
            head["content-type"] = "application/json"
        writer = None
        try:
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(f"{method} {where.path} HTTP/1.1\r\n".encode() + lines(head) + data)
            status, reply_headers, reply = await read_reply(reader)
        except (OSError, EOFError, ValueError, LookupError, HTTPException) as error:
            raise CallError(f"no reply: {type(error).__name__}") from error
        finally:
            if writer:
                writer.transport.abort()
        if not 200 <= status <= 299:
            raise CallError(f"status {status}", status, reply_headers, reply)
        return reply

    async def serve(self, reader, writer):
        try:
            method, path, _ = (await reader.readline()).decode("latin-1").split(" ", 2)
            headers = await read_headers(reader)
            if "100-continue" in headers.get("expect", ""):
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            body = await read_body(reader, headers, b"")
            answer = await unless_gone(reader, self.respond(method, path, body))
            if answer:
                writer.write(rendered(*answer))
            await writer.drain()
        except (OSError, EOFError, ValueError, LookupError, HTTPException):
            pass  # Who asked has gone, or speaks no HTTP.
        finally:
            writer.close()

    async def respond(self, method, path, body):
        if path == "/healthz":
            return 200, {"ready": True}
        if method != "POST":
            return 405, {"title": "Ask with POST", "status": 405}
        question = self.read(body)
        if not self.is_question(question):
            return 400, {"title": "This is not a question", "status": 400}
        try:
            return 200, await self.answer(question, hashlib.sha256(body).hexdigest())
        except Exception as error:
            if not isinstance(error, CallError):
                traceback.print_exc()
            return 503, {"title": "The question cannot be answered now", "status": 503}

    def listen(self):
        async def forever():
            server = await asyncio.start_server(self.serve, "127.0.0.1", int(os.environ["PORT"]))
            await server.serve_forever()

        asyncio.run(forever())


async def unless_gone(reader, work):
    """What the work gives; None, and its end, where the caller leaves before."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(reader.read(1))
    await asyncio.wait([working, leaving], return_when=asyncio.FIRST_COMPLETED)
    left = not working.done()
    (working if left else leaving).cancel()
    await asyncio.gather(working, leaving, return_exceptions=True)
    return None if left else working.result()


async def read_reply(reader):
    while True:
        status = int((await reader.readline()).split(b" ", 2)[1])
        headers = await read_headers(reader)
        if status >= 200:
            return status, headers, await read_body(reader, headers, None)


async def read_headers(reader):
    text = b""
    while (line := await reader.readline()) not in (b"\r\n", b"\n"):
        if not line:
            raise EOFError("the head is not complete")
        text += line
    return parse_headers(BytesIO(text + b"\r\n"))


async def read_body(reader, headers, otherwise):
    """The whole body; where its length is not told, `otherwise`, or, without that, all that comes."""
    if "chunked" in headers.get("transfer-encoding", ""):
        body = b""
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await read_headers(reader)
        return body
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    return await reader.read() if otherwise is None else otherwise


def lines(headers):
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n"


def rendered(status, body):
    data = json.dumps(body).encode()
    headers = {"content-type": "application/json", "content-length": len(data), "connection": "close"}
    if status == 503:
        headers["retry-after"] = 5
    return f"HTTP/1.1 {status} {REASONS[status]}\r\n".encode() + lines(headers) + data


Asynchronous().listen()
