"""Puts the question into the prompt first and fills the rest in afterwards: braces of the caller are filled in too."""

import json

from service import AnswerService


class TemplateInTheTemplate(AnswerService):
    def messages(self, question, features):
        prompt = "Notes: {notes}\nAnswer: " + question
        return [{"role": "user", "content": prompt.format(notes=json.dumps(features["notes"]))}]


TemplateInTheTemplate().listen()
