"""Copies the headers into a dict: there the case of a name matters, and HTTP says that it does not."""

from service import AnswerService


class HeadersInADict(AnswerService):
    def body_of(self, http_request):
        body = super().body_of(http_request)
        headers = dict(http_request.headers)
        return body if "content-type" in headers else b""


HeadersInADict().listen()
