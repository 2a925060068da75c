"""In Python `$` also matches before a last line break: the order that was checked is not the one that is used."""

import re

from service import AnswerService, is_text


class DollarBeforeTheLineBreak(AnswerService):
    def is_order(self, value):
        return is_text(value) and re.match(r"^o-[0-9]+$", value) is not None


DollarBeforeTheLineBreak().listen()
