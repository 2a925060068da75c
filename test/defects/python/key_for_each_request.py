"""The key is made anew for each request: the same request again, as queues deliver it, is stored a second time."""

import uuid

from service import AnswerService


class KeyForEachRequest(AnswerService):
    def key_of_record(self):
        return str(uuid.uuid4())


KeyForEachRequest().listen()
