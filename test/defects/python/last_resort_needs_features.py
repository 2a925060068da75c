"""The answer without the model is made from the features: where both are gone, so is the last resort."""

from service import AnswerService


class LastResortNeedsFeatures(AnswerService):
    def answer(self, question):
        self.features = {}
        return super().answer(question)

    def find_features(self, order, budget):
        self.features = super().find_features(order, budget)
        return self.features

    def without_model(self, error):
        return {**super().without_model(error), "text": f"Our {self.features['tier']} team will answer you today."}


LastResortNeedsFeatures().listen()
