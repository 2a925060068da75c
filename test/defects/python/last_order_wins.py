"""The order under way is kept in the service, which all threads share: the next request overwrites it."""

from service import AnswerService


class LastOrderWins(AnswerService):
    def answer(self, question):
        self.order = question["orderId"]
        answer = super().answer(question)
        return {**answer, "orderId": self.order}


LastOrderWins().listen()
