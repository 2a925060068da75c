"""Four threads for requests and eight for calls: who asks waits for a result no longer than there is time."""

import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from http.server import BaseHTTPRequestHandler, HTTPServer

from service import AnswerService, CallError

CALLS = ThreadPoolExecutor(8)


class Pooled(AnswerService):
    def call(self, method, url, limit, body=None, headers=None):
        result = CALLS.submit(super().call, method, url, limit, body, headers)
        try:
            return result.result(limit)
        except TooLate as error:
            raise CallError("no reply in time") from error

    def listen(self):
        service = self

        class Handler(BaseHTTPRequestHandler):
            disable_nagle_algorithm = True

            def do_GET(self):
                service.handle(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        PooledServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()


class PooledServer(HTTPServer):
    requests = ThreadPoolExecutor(4)

    def process_request(self, request, client_address):
        self.requests.submit(self.work_on, request, client_address)

    def work_on(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)


Pooled().listen()
