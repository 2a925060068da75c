import { byteSlices } from './body/byte-slices.ts';
import { cutBody } from './body/cut-body.ts';
import { escapedUnicode } from './body/escaped-unicode.ts';
import { garbageBody } from './body/garbage-body.ts';
import { hugeBody } from './body/huge-body.ts';
import { closeBeforeReply } from './connection/close-before-reply.ts';
import { closeInsideReply } from './connection/close-inside-reply.ts';
import { refused } from './connection/refused.ts';
import { resetBeforeReply } from './connection/reset-before-reply.ts';
import { resetInsideReply } from './connection/reset-inside-reply.ts';
import { silence } from './connection/silence.ts';
import type { Fault } from './fault.ts';
import { clientError } from './http/client-error.ts';
import { emptyReply } from './http/empty-reply.ts';
import { errorIn200 } from './http/error-in-200.ts';
import { htmlIn200 } from './http/html-in-200.ts';
import { htmlPage } from './http/html-page.ts';
import { neverRetry } from './http/never-retry.ts';
import { rateLimited } from './http/rate-limited.ts';
import { serverError } from './http/server-error.ts';
import { tryAgain } from './http/try-again.ts';
import { unauthorized } from './http/unauthorized.ts';
import { unavailableForNow } from './http/unavailable-for-now.ts';
import { wrongContentType } from './http/wrong-content-type.ts';
import { extraFields } from './schema/extra-fields.ts';
import { keyOrder } from './schema/key-order.ts';
import { missingField } from './schema/missing-field.ts';
import { nullField } from './schema/null-field.ts';
import { outOfRange } from './schema/out-of-range.ts';
import { unknownEnum } from './schema/unknown-enum.ts';
import { wrongLength } from './schema/wrong-length.ts';
import { wrongType } from './schema/wrong-type.ts';
import { fixedDelay } from './timing/fixed-delay.ts';
import { slowFirstByte } from './timing/slow-first-byte.ts';
import { trickle } from './timing/trickle.ts';

/** The faults of every protocol, by layer. A protocol adds its own. */
export const faults = {
  connection: [refused, silence, resetBeforeReply, resetInsideReply, closeBeforeReply, closeInsideReply],
  http: [
    serverError,
    rateLimited,
    unavailableForNow,
    neverRetry,
    tryAgain,
    clientError,
    unauthorized,
    htmlPage,
    htmlIn200,
    emptyReply,
    errorIn200,
    wrongContentType,
  ],
  body: [cutBody, garbageBody, hugeBody, escapedUnicode, byteSlices],
  schema: [missingField, nullField, wrongType, unknownEnum, wrongLength, outOfRange, extraFields, keyOrder],
  timing: [fixedDelay, slowFirstByte, trickle],
} as const satisfies Readonly<Record<string, readonly Fault[]>>;
