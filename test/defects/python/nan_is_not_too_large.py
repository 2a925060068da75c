"""Python reads NaN from JSON, and NaN is neither too small nor too large."""

import json

from service import AnswerService, is_number


class NanIsNotTooLarge(AnswerService):
    def read(self, body):
        try:
            return json.loads(body.decode())
        except (ValueError, RecursionError):
            return None

    def is_amount(self, value):
        return is_number(value) and not (value < 0 or value > 10_000)


NanIsNotTooLarge().listen()
