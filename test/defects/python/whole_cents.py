"""Counts in whole cents before it looks at the amount: 1e400 is read as infinite, and no integer is."""

from service import AnswerService, is_number


class WholeCents(AnswerService):
    def is_amount(self, value):
        return is_number(value) and 0 <= int(value * 100) <= 1_000_000


WholeCents().listen()
