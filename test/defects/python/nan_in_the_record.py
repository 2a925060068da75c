"""`json.dumps` writes NaN, which is no JSON: what was not found out is sent as a number that the service cannot read."""

from service import AnswerService


class NanInTheRecord(AnswerService):
    def to_record(self, question, features, verdict):
        record = super().to_record(question, features, verdict)
        return {**record, "risk": features.get("risk", float("nan"))}


NanInTheRecord().listen()
