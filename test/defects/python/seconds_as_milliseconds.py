"""Retry-After is in seconds; the interval of this client is in milliseconds."""

from service import AnswerService


class SecondsAsMilliseconds(AnswerService):
    def retry_after(self, headers):
        text = headers.get("retry-after", "")
        return int(text) / 1000 if text.isdecimal() else super().retry_after(headers)


SecondsAsMilliseconds().listen()
