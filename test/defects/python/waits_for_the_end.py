"""Takes a body of no length for one of unknown length, and waits for the caller to close the connection."""

from service import AnswerService


class WaitsForTheEnd(AnswerService):
    def body_of(self, http_request):
        return http_request.rfile.read(int(http_request.headers.get("content-length", 0)) or -1)


WaitsForTheEnd().listen()
