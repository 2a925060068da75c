"""What a handler of http.server raises ends in the log; the caller sees a connection that closes without an answer."""

from service import AnswerService


class HandlerRaises(AnswerService):
    def unavailable(self, http_request, error):
        raise error


HandlerRaises().listen()
