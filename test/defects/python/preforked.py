"""Three processes accept from one socket, one request at a time each; the first process only looks after them."""

import os
import signal
from http.server import BaseHTTPRequestHandler, HTTPServer

from service import AnswerService

PROCESSES = 3


class Preforked(AnswerService):
    def listen(self):
        service = self

        class Handler(BaseHTTPRequestHandler):
            disable_nagle_algorithm = True
            # Who sends nothing keeps the process from all others.
            timeout = 2

            def do_GET(self):
                service.handle(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler)
        for _ in range(PROCESSES):
            self.fork(server)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        while True:
            os.wait()
            self.fork(server)

    def fork(self, server):
        if os.fork() == 0:
            server.serve_forever()


Preforked().listen()
