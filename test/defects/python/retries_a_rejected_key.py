"""The key is "refreshed" after a 401 and is the same again: every request asks twice for one refusal."""

from service import AnswerService


class RetriesARejectedKey(AnswerService):
    def is_final(self, error):
        return error.status != 401 and super().is_final(error)


RetriesARejectedKey().listen()
