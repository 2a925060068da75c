from service import AnswerService

AnswerService().listen()
