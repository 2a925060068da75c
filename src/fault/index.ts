import { bareReply } from './body/bare-reply.ts';
import { bomReply } from './body/bom-reply.ts';
import { byteSlices } from './body/byte-slices.ts';
import { cutBody } from './body/cut-body.ts';
import { deepReply } from './body/deep-reply.ts';
import { escapedUnicode } from './body/escaped-unicode.ts';
import { garbageBody } from './body/garbage-body.ts';
import { hugeBody } from './body/huge-body.ts';
import { invalidUtf8 } from './body/invalid-utf-8.ts';
import { junkAfterReply } from './body/junk-after-reply.ts';
import { latin1Reply } from './body/latin-1-reply.ts';
import { membersTwice } from './body/members-twice.ts';
import { paddedReply } from './body/padded-reply.ts';
import { quotedReply } from './body/quoted-reply.ts';
import { replyTwice } from './body/reply-twice.ts';
import { utf16Reply } from './body/utf-16-reply.ts';
import { closeBeforeReply } from './connection/close-before-reply.ts';
import { closeInsideHead } from './connection/close-inside-head.ts';
import { closeInsideReply } from './connection/close-inside-reply.ts';
import { closeOnAccept } from './connection/close-on-accept.ts';
import { closedWhileIdle } from './connection/closed-while-idle.ts';
import { committedThenReset } from './connection/committed-then-reset.ts';
import { committedThenSilence } from './connection/committed-then-silence.ts';
import { neverReads } from './connection/never-reads.ts';
import { refused } from './connection/refused.ts';
import { resetBeforeReply } from './connection/reset-before-reply.ts';
import { resetInsideHead } from './connection/reset-inside-head.ts';
import { resetInsideReply } from './connection/reset-inside-reply.ts';
import { resetOnAccept } from './connection/reset-on-accept.ts';
import { silence } from './connection/silence.ts';
import { slowAccept } from './connection/slow-accept.ts';
import { staleConnection } from './connection/stale-connection.ts';
import type { Fault } from './fault.ts';
import { badChunkSize } from './http/bad-chunk-size.ts';
import { badStatusLine } from './http/bad-status-line.ts';
import { cdnPage } from './http/cdn-page.ts';
import { chunked } from './http/chunked.ts';
import { clientError } from './http/client-error.ts';
import { compressed } from './http/compressed.ts';
import { controlCharacter } from './http/control-character.ts';
import { cutChunks } from './http/cut-chunks.ts';
import { damagedGzip } from './http/damaged-gzip.ts';
import { early413 } from './http/early-413.ts';
import { emptyReply } from './http/empty-reply.ts';
import { endlessInterimReplies } from './http/endless-interim-replies.ts';
import { errorIn200 } from './http/error-in-200.ts';
import { falseEncoding } from './http/false-encoding.ts';
import { headerOverflow } from './http/header-overflow.ts';
import { htmlIn200 } from './http/html-in-200.ts';
import { htmlPage } from './http/html-page.ts';
import { interimReplies } from './http/interim-replies.ts';
import { lengthAndChunks } from './http/length-and-chunks.ts';
import { lengthTooLarge } from './http/length-too-large.ts';
import { lengthTooSmall } from './http/length-too-small.ts';
import { lineFeedsOnly } from './http/line-feeds-only.ts';
import { manyHeaders } from './http/many-headers.ts';
import { neverRetry } from './http/never-retry.ts';
import { noContent } from './http/no-content.ts';
import { oddRetryAfter } from './http/odd-retry-after.ts';
import { oddStatus } from './http/odd-status.ts';
import { plainTextError } from './http/plain-text-error.ts';
import { rateLimited } from './http/rate-limited.ts';
import { redirectLoop } from './http/redirect-loop.ts';
import { redirectNowhere } from './http/redirect-nowhere.ts';
import { secondReply } from './http/second-reply.ts';
import { serverError } from './http/server-error.ts';
import { switchingProtocols } from './http/switching-protocols.ts';
import { tryAgain } from './http/try-again.ts';
import { twoLengths } from './http/two-lengths.ts';
import { unauthorized } from './http/unauthorized.ts';
import { unavailableForNow } from './http/unavailable-for-now.ts';
import { untilClose } from './http/until-close.ts';
import { wrongContentType } from './http/wrong-content-type.ts';
import { allNull } from './schema/all-null.ts';
import { bareItem } from './schema/bare-item.ts';
import { booleanInQuotes } from './schema/boolean-in-quotes.ts';
import { emptiedList } from './schema/emptied-list.ts';
import { emptiedText } from './schema/emptied-text.ts';
import { extraFields } from './schema/extra-fields.ts';
import { extraLayer } from './schema/extra-layer.ts';
import { keyOrder } from './schema/key-order.ts';
import { missingField } from './schema/missing-field.ts';
import { nanInReply } from './schema/nan-in-reply.ts';
import { nullField } from './schema/null-field.ts';
import { numberAsText } from './schema/number-as-text.ts';
import { numberBeyondDouble } from './schema/number-beyond-double.ts';
import { olderVersion } from './schema/older-version.ts';
import { outOfRange } from './schema/out-of-range.ts';
import { renamedField } from './schema/renamed-field.ts';
import { unknownEnum } from './schema/unknown-enum.ts';
import { valueInList } from './schema/value-in-list.ts';
import { wrongLength } from './schema/wrong-length.ts';
import { wrongType } from './schema/wrong-type.ts';
import { corruptFrame } from './stream/corrupt-frame.ts';
import { cutFrame } from './stream/cut-frame.ts';
import { cutLetter } from './stream/cut-letter.ts';
import { droppedFrame } from './stream/dropped-frame.ts';
import { endlessKeepalives } from './stream/endless-keepalives.ts';
import { errorInStream } from './stream/error-in-stream.ts';
import { frameTwice } from './stream/frame-twice.ts';
import { framesAtOnce } from './stream/frames-at-once.ts';
import { framesSwapped } from './stream/frames-swapped.ts';
import { keepalivesBetween } from './stream/keepalives-between.ts';
import { missingTerminator } from './stream/missing-terminator.ts';
import { openAfterEnd } from './stream/open-after-end.ts';
import { otherEventSpelling } from './stream/other-event-spelling.ts';
import { splitFrames } from './stream/split-frames.ts';
import { stalledStream } from './stream/stalled-stream.ts';
import { unstreamed } from './stream/unstreamed.ts';
import { bandwidth } from './timing/bandwidth.ts';
import { fixedDelay } from './timing/fixed-delay.ts';
import { lognormalDelay } from './timing/lognormal-delay.ts';
import { pauseInsideBody } from './timing/pause-inside-body.ts';
import { slowClose } from './timing/slow-close.ts';
import { slowFirstByte } from './timing/slow-first-byte.ts';
import { slowLastByte } from './timing/slow-last-byte.ts';
import { spikyDelay } from './timing/spiky-delay.ts';
import { trickle } from './timing/trickle.ts';
import { uniformDelay } from './timing/uniform-delay.ts';
import { certificateForAnotherHost } from './tls/certificate-for-another-host.ts';
import { certificateNotYetValid } from './tls/certificate-not-yet-valid.ts';
import { expiredCertificate } from './tls/expired-certificate.ts';
import { handshakeAlert } from './tls/handshake-alert.ts';
import { handshakeClosed } from './tls/handshake-closed.ts';
import { handshakeHangs } from './tls/handshake-hangs.ts';
import { handshakeReset } from './tls/handshake-reset.ts';
import { outdatedTls } from './tls/outdated-tls.ts';
import { plainHttpInstead } from './tls/plain-http-instead.ts';
import { selfSignedCertificate } from './tls/self-signed-certificate.ts';
import { unknownCa } from './tls/unknown-ca.ts';

/** The faults of every protocol, by layer. A protocol adds its own. */
export const faults = {
  connection: [
    refused,
    resetOnAccept,
    closeOnAccept,
    slowAccept,
    neverReads,
    silence,
    resetBeforeReply,
    resetInsideReply,
    resetInsideHead,
    closeBeforeReply,
    closeInsideReply,
    closeInsideHead,
    committedThenReset,
    committedThenSilence,
    staleConnection,
    closedWhileIdle,
  ],
  tls: [
    selfSignedCertificate,
    certificateForAnotherHost,
    expiredCertificate,
    certificateNotYetValid,
    unknownCa,
    outdatedTls,
    plainHttpInstead,
    handshakeAlert,
    handshakeReset,
    handshakeClosed,
    handshakeHangs,
  ],
  http: [
    serverError,
    rateLimited,
    oddRetryAfter,
    unavailableForNow,
    neverRetry,
    tryAgain,
    clientError,
    early413,
    unauthorized,
    oddStatus,
    htmlPage,
    cdnPage,
    plainTextError,
    htmlIn200,
    emptyReply,
    noContent,
    errorIn200,
    redirectLoop,
    redirectNowhere,
    wrongContentType,
    chunked,
    untilClose,
    manyHeaders,
    cutChunks,
    badChunkSize,
    lengthTooSmall,
    lengthTooLarge,
    twoLengths,
    lengthAndChunks,
    compressed,
    damagedGzip,
    falseEncoding,
    interimReplies,
    endlessInterimReplies,
    headerOverflow,
    secondReply,
    badStatusLine,
    switchingProtocols,
    controlCharacter,
    lineFeedsOnly,
  ],
  body: [
    cutBody,
    garbageBody,
    hugeBody,
    quotedReply,
    bareReply,
    replyTwice,
    junkAfterReply,
    bomReply,
    utf16Reply,
    latin1Reply,
    invalidUtf8,
    membersTwice,
    deepReply,
    escapedUnicode,
    paddedReply,
    byteSlices,
  ],
  schema: [
    missingField,
    renamedField,
    nullField,
    allNull,
    wrongType,
    numberAsText,
    booleanInQuotes,
    nanInReply,
    numberBeyondDouble,
    unknownEnum,
    wrongLength,
    emptiedText,
    emptiedList,
    valueInList,
    bareItem,
    extraLayer,
    outOfRange,
    extraFields,
    olderVersion,
    keyOrder,
  ],
  stream: [
    missingTerminator,
    cutFrame,
    cutLetter,
    stalledStream,
    endlessKeepalives,
    errorInStream,
    corruptFrame,
    droppedFrame,
    frameTwice,
    framesSwapped,
    openAfterEnd,
    unstreamed,
    framesAtOnce,
    splitFrames,
    keepalivesBetween,
    otherEventSpelling,
  ],
  timing: [
    fixedDelay,
    uniformDelay,
    lognormalDelay,
    spikyDelay,
    slowFirstByte,
    pauseInsideBody,
    slowLastByte,
    slowClose,
    trickle,
    bandwidth,
  ],
} as const satisfies Readonly<Record<string, readonly Fault[]>>;
