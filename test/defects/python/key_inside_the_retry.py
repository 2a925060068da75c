"""The retry decorator is around the function that makes the idempotency key, so each attempt makes its own."""

import uuid

from service import AnswerService


class KeyInsideTheRetry(AnswerService):
    def store(self, record, key, limit):
        super().store(record, str(uuid.uuid4()), limit)


KeyInsideTheRetry().listen()
