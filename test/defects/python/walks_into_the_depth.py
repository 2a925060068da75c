"""Cleans every value with a function that calls itself: what is nested deeper than the stack ends the request."""

import json

from service import AnswerService, not_json


def cleaned(value):
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


class WalksIntoTheDepth(AnswerService):
    def read(self, body):
        try:
            return cleaned(json.loads(body.decode(), parse_constant=not_json))
        except ValueError:
            return None


WalksIntoTheDepth().listen()
