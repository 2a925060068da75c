"""The first 300 characters of whatever came back, to make support easier: error pages of others in answers of our own."""

from service import AnswerService, send


class ReplyInTheDetail(AnswerService):
    def unavailable(self, http_request, error):
        detail = getattr(error, "body", b"")[:300].decode(errors="replace")
        problem = {"title": "The question cannot be answered now", "status": 503, "detail": detail}
        send(http_request, 503, problem, {"retry-after": "5"})


ReplyInTheDetail().listen()
