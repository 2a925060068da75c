"""The error object of an older version of the interface, with the status of success."""

from service import AnswerService, send


class ErrorAs200(AnswerService):
    def unavailable(self, http_request, error):
        send(http_request, 200, {"ok": False, "error": "temporarily unavailable"})


ErrorAs200().listen()
