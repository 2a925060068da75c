"""Nobody looks whether the caller still waits: all that was begun for it is done."""

from service import AnswerService


class WorksForNobody(AnswerService):
    def stop_if_caller_left(self):
        pass


WorksForNobody().listen()
