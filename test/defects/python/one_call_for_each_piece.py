"""Cuts what is long into pieces that fit and asks the model about each: nobody counts how many there are."""

from service import AnswerService


class OneCallForEachPiece(AnswerService):
    def ask_model(self, question, features, budget):
        pieces = [question[start : start + 50] for start in range(0, len(question), 50)]
        verdicts = [super(OneCallForEachPiece, self).ask_model(piece, features, budget) for piece in pieces]
        return verdicts[-1]


OneCallForEachPiece().listen()
