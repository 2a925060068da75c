"""Guards the model with a list of bad words, which honest questions also have."""

import re

from service import AnswerService

ORDERS = re.compile(r"ignore .*previous|system prompt", re.IGNORECASE)


class RefusesWhatLooksLikeOrders(AnswerService):
    def is_question(self, value):
        return super().is_question(value) and not ORDERS.search(value["question"])


RefusesWhatLooksLikeOrders().listen()
