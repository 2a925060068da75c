"""The HTTP library asks again when a connection breaks, inside of retries that do the same: two times two are four."""

from service import AnswerService, CallError


class RetriesInsideRetries(AnswerService):
    def exchange(self, *call):
        try:
            return super().exchange(*call)
        except CallError as error:
            if str(error) not in ("no reply: RemoteDisconnected", "no reply: ConnectionResetError"):
                raise
        return super().exchange(*call)


RetriesInsideRetries().listen()
