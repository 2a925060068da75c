"""Decodes what arrives, piece by piece, and replaces what it cannot: a character that was divided is lost."""

from service import AnswerService


class DecodesEachPiece(AnswerService):
    def body_of(self, http_request):
        length = int(http_request.headers.get("content-length", 0))
        first = http_request.rfile.read1(length) if length > 0 else b""
        if len(first) == length:
            return first
        text = first.decode(errors="replace")
        left = length - len(first)
        while left > 0 and (piece := http_request.rfile.read1(left)):
            text += piece.decode(errors="replace")
            left -= len(piece)
        return text.encode()


DecodesEachPiece().listen()
