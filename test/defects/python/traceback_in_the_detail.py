"""`traceback.format_exc()` as the detail of the problem, as debug pages do it."""

import traceback

from service import AnswerService, send


class TracebackInTheDetail(AnswerService):
    def unavailable(self, http_request, error):
        detail = "".join(traceback.format_exception(error))
        problem = {"title": "The question cannot be answered now", "status": 503, "detail": detail}
        send(http_request, 503, problem, {"retry-after": "5"})


TracebackInTheDetail().listen()
