"""Looks for a ready answer in a file that is named as the question: a name with NUL is not "no such file"."""

from pathlib import Path

from service import AnswerService

READY = Path(__file__).parent / "ready"


class QuestionAsFileName(AnswerService):
    def ask_model(self, question, features, budget):
        try:
            text = (READY / f"{question}.md").open().read()
        except OSError:
            return super().ask_model(question, features, budget)
        return {"intent": "other", "text": text}


QuestionAsFileName().listen()
