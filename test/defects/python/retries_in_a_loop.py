"""`for attempt in range(3)`, with nothing in between."""

from service import AnswerService


class RetriesInALoop(AnswerService):
    attempts = 3

    def pause(self, error, n):
        advised = error.headers and self.retry_after(error.headers) is not None
        return super().pause(error, n) if advised else 0


RetriesInALoop().listen()
