"""What is no JSON is answered by `send_error`, which writes a page of HTML."""

from service import AnswerService


class HtmlForBadJson(AnswerService):
    def rejected(self, http_request, question):
        if question is None:
            return http_request.send_error(400, "Bad JSON")
        super().rejected(http_request, question)


HtmlForBadJson().listen()
