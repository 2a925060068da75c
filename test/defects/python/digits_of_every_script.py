"""In Python `\\d` is a digit of every script: such an order fits the pattern, and does not fit into an address."""

import re

from service import AnswerService, is_text


class DigitsOfEveryScript(AnswerService):
    def is_order(self, value):
        return is_text(value) and re.fullmatch(r"o-\d+", value) is not None


DigitsOfEveryScript().listen()
