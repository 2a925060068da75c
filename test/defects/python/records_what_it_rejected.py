"""The customer gets the careful answer; what the model really said is recorded, although it was rejected."""

from service import AnswerService, said_in


class RecordsWhatItRejected(AnswerService):
    def without_model(self, error):
        return {**super().without_model(error), "said": said_in(error.body)}

    def to_record(self, question, features, verdict):
        said = verdict.get("said")
        text = said.get("text") if isinstance(said, dict) else None
        record = super().to_record(question, features, verdict)
        return {**record, "text": text} if isinstance(text, str) and text else record


RecordsWhatItRejected().listen()
