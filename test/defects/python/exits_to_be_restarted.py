"""`os._exit` so that the orchestrator starts it anew: an expired key then ends every process, again and again."""

import os

from service import AnswerService, CallError


class ExitsToBeRestarted(AnswerService):
    def ask_model(self, *question):
        try:
            return super().ask_model(*question)
        except CallError as error:
            if error.status == 401:
                os._exit(1)
            raise


ExitsToBeRestarted().listen()
