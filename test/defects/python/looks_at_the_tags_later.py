"""Stores the question first, and finds out that one of its tags is none when it looks for the price of each."""

from service import AnswerService

PRICES = {"gift": 3, "express": 5, "fragile": 2}


class LooksAtTheTagsLater(AnswerService):
    def are_tags(self, value):
        return isinstance(value, list) and len(value) <= 3

    def answer(self, question):
        answer = super().answer(question)
        print("costs", sum(PRICES[tag] for tag in question.get("tags", [])))
        return answer

    def unavailable(self, http_request, error):
        if isinstance(error, (KeyError, TypeError)):
            return self.rejected(http_request, None)
        super().unavailable(http_request, error)


LooksAtTheTagsLater().listen()
