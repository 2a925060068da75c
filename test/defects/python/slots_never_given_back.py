"""Two slots for a slow service, given back only where all went well: after two failures nobody gets one any more."""

from threading import BoundedSemaphore

from service import FEATURES_URL, AnswerService, CallError


class SlotsNeverGivenBack(AnswerService):
    slots = BoundedSemaphore(2)

    def call(self, method, url, *rest):
        if not url.startswith(FEATURES_URL):
            return super().call(method, url, *rest)
        if not self.slots.acquire(timeout=0.1):
            raise CallError("no slot")
        reply = super().call(method, url, *rest)
        self.slots.release()
        return reply


SlotsNeverGivenBack().listen()
