"""A readiness check that remembers one rejected key: the process lives on and takes no more requests."""

from service import AnswerService, CallError, send


class NeverReadyAgain(AnswerService):
    ready = True

    def ask_model(self, *question):
        try:
            return super().ask_model(*question)
        except CallError as error:
            self.ready = error.status != 401
            raise

    def handle(self, http_request):
        if self.ready:
            return super().handle(http_request)
        send(http_request, 503, {"title": "Not ready", "status": 503}, {"retry-after": "5"})


NeverReadyAgain().listen()
