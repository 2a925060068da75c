"""`str(error)` of most HTTP clients names the address that was called: the way into the network, for everybody."""

from service import SINK_URL, AnswerService, send


class AddressInTheDetail(AnswerService):
    def unavailable(self, http_request, error):
        detail = f"{error} for url: {SINK_URL}/records"
        problem = {"title": "The question cannot be answered now", "status": 503, "detail": detail}
        send(http_request, 503, problem, {"retry-after": "5"})


AddressInTheDetail().listen()
