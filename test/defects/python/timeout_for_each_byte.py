"""`timeout=` of http.client, urllib and requests counts from byte to byte: a reply that trickles in never ends."""

from contextlib import nullcontext

from service import AnswerService


class TimeoutForEachByte(AnswerService):
    def ending(self, sock, limit, late):
        return nullcontext()


TimeoutForEachByte().listen()
