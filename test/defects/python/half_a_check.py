"""Types are checked, sizes and unknown members are not: "the database will tell"."""

from service import AnswerService, is_order, is_text


class HalfACheck(AnswerService):
    def is_question(self, value):
        return isinstance(value, dict) and is_order(value.get("orderId")) and is_text(value.get("question"))


HalfACheck().listen()
