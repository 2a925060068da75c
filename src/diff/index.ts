import type { DiffRule } from './rule.ts';
import { about } from './subject/about.ts';
import { answerBody } from './subject/answer-body.ts';
import { answerEvents } from './subject/answer-events.ts';
import { answerHeaders } from './subject/answer-headers.ts';
import { answers } from './subject/answers.ts';
import { call } from './subject/call.ts';
import { costPromises } from './subject/cost-promises.ts';
import { deliveries } from './subject/deliveries.ts';
import { dependencies } from './subject/dependencies.ts';
import { dependencyCalls } from './subject/dependency-calls.ts';
import { failureAnswers } from './subject/failure-answers.ts';
import { launch } from './subject/launch.ts';
import { neededReplies } from './subject/needed-replies.ts';
import { neededSpeed } from './subject/needed-speed.ts';
import { operations } from './subject/operations.ts';
import { recovery } from './subject/recovery.ts';
import { repeats } from './subject/repeats.ts';
import { requestBody } from './subject/request-body.ts';
import { requestParameters } from './subject/request-parameters.ts';
import { sent } from './subject/sent.ts';
import { timePromises } from './subject/time-promises.ts';
import { tolerance } from './subject/tolerance.ts';

/** What changes of a contract mean, subject by subject. */
export const diffRules: readonly DiffRule[] = [
  operations,
  call,
  requestBody,
  requestParameters,
  tolerance,
  answers,
  answerBody,
  answerHeaders,
  answerEvents,
  timePromises,
  costPromises,
  repeats,
  deliveries,
  dependencies,
  dependencyCalls,
  sent,
  neededReplies,
  neededSpeed,
  failureAnswers,
  recovery,
  launch,
  about,
];
