"""Shuts an address out for a minute that sent what looks like an attack: behind a proxy all callers have that one."""

import time

from service import AnswerService, CallError


class BansTheProxy(AnswerService):
    banned_until = 0.0

    def rejected(self, http_request, question):
        if "../" in str(question):
            self.banned_until = time.monotonic() + 60
        super().rejected(http_request, question)

    def answer(self, question):
        if time.monotonic() < self.banned_until:
            raise CallError("shut out")
        return super().answer(question)


BansTheProxy().listen()
