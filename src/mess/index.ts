import { byteOrderMark } from './body/byte-order-mark.ts';
import { comment } from './body/comment.ts';
import { cutOff } from './body/cut-off.ts';
import { duplicateKeys } from './body/duplicate-keys.ts';
import { emptyBody } from './body/empty-body.ts';
import { escapedSlashes } from './body/escaped-slashes.ts';
import { formBody } from './body/form-body.ts';
import { jsonInEnvelope } from './body/json-in-envelope.ts';
import { jsonInFence } from './body/json-in-fence.ts';
import { jsonInList } from './body/json-in-list.ts';
import { jsonInText } from './body/json-in-text.ts';
import { jsonTwice } from './body/json-twice.ts';
import { latin1Body } from './body/latin-1-body.ts';
import { nullBody } from './body/null-body.ts';
import { otherKeyOrder } from './body/other-key-order.ts';
import { paddedBody } from './body/padded-body.ts';
import { plainWords } from './body/plain-words.ts';
import { prettyPrinted } from './body/pretty-printed.ts';
import { pythonLiterals } from './body/python-literals.ts';
import { rawLineBreak } from './body/raw-line-break.ts';
import { singleQuotes } from './body/single-quotes.ts';
import { tenMegabytes } from './body/ten-megabytes.ts';
import { trailingComma } from './body/trailing-comma.ts';
import { unicodeEscapes } from './body/unicode-escapes.ts';
import { unquotedKeys } from './body/unquoted-keys.ts';
import { utf16Body } from './body/utf-16-body.ts';
import { xmlBody } from './body/xml-body.ts';
import { xssiPrefix } from './body/xssi-prefix.ts';
import type { Mess } from './mess.ts';
import { callerDisconnects } from './request/caller-disconnects.ts';
import { charsetParameter } from './request/charset-parameter.ts';
import { chunkedBody } from './request/chunked-body.ts';
import { foreignCookies } from './request/foreign-cookies.ts';
import { gzipBody } from './request/gzip-body.ts';
import { headerCase } from './request/header-case.ts';
import { hugeHeader } from './request/huge-header.ts';
import { jsonSuffixType } from './request/json-suffix-type.ts';
import { latin1Charset } from './request/latin-1-charset.ts';
import { leavesMidStream } from './request/leaves-mid-stream.ts';
import { longQuery } from './request/long-query.ts';
import { otherAccept } from './request/other-accept.ts';
import { otherContentType } from './request/other-content-type.ts';
import { repeatedContentType } from './request/repeated-content-type.ts';
import { repeatedQuery } from './request/repeated-query.ts';
import { repeatedRequest } from './request/repeated-request.ts';
import { slowBody } from './request/slow-body.ts';
import { splitBody } from './request/split-body.ts';
import { trailingSlash } from './request/trailing-slash.ts';
import { unknownHeaders } from './request/unknown-headers.ts';
import { unknownMethod } from './request/unknown-method.ts';
import { unknownQuery } from './request/unknown-query.ts';
import { aboveRange } from './value/above-range.ts';
import { belowRange } from './value/below-range.ts';
import { beyondDouble } from './value/beyond-double.ts';
import { beyondSafeInteger } from './value/beyond-safe-integer.ts';
import { bigNumber } from './value/big-number.ts';
import { booleanAsNumber } from './value/boolean-as-number.ts';
import { booleanAsText } from './value/boolean-as-text.ts';
import { capitalisedMembers } from './value/capitalised-members.ts';
import { capitals } from './value/capitals.ts';
import { controlCharacters } from './value/control-characters.ts';
import { currencySign } from './value/currency-sign.ts';
import { dateAsTimestamp } from './value/date-as-timestamp.ts';
import { dateForDateTime } from './value/date-for-date-time.ts';
import { dateInLocale } from './value/date-in-locale.ts';
import { dateWithOffset } from './value/date-with-offset.ts';
import { dateWithSpace } from './value/date-with-space.ts';
import { dateWithoutZone } from './value/date-without-zone.ts';
import { decimalComma } from './value/decimal-comma.ts';
import { decomposedUnicode } from './value/decomposed-unicode.ts';
import { deepNesting } from './value/deep-nesting.ts';
import { duplicatedItems } from './value/duplicated-items.ts';
import { emojiInText } from './value/emoji-in-text.ts';
import { emojiToTheLimit } from './value/emoji-to-the-limit.ts';
import { emptyList } from './value/empty-list.ts';
import { emptyObject } from './value/empty-object.ts';
import { emptyText } from './value/empty-text.ts';
import { exponentNotation } from './value/exponent-notation.ts';
import { finalLineBreak } from './value/final-line-break.ts';
import { floatForInteger } from './value/float-for-integer.ts';
import { fraction } from './value/fraction.ts';
import { fullwidthText } from './value/fullwidth-text.ts';
import { htmlEntities } from './value/html-entities.ts';
import { htmlInText } from './value/html-in-text.ts';
import { impossibleDate } from './value/impossible-date.ts';
import { inheritedName } from './value/inherited-name.ts';
import { inheritedValue } from './value/inherited-value.ts';
import { instructionInText } from './value/instruction-in-text.ts';
import { leadingZeros } from './value/leading-zeros.ts';
import { lineBreaks } from './value/line-breaks.ts';
import { lineSeparator } from './value/line-separator.ts';
import { listAsMap } from './value/list-as-map.ts';
import { listAsText } from './value/list-as-text.ts';
import { listForSingle } from './value/list-for-single.ts';
import { loneSurrogate } from './value/lone-surrogate.ts';
import { lookAlikeLetter } from './value/look-alike-letter.ts';
import { manyItems } from './value/many-items.ts';
import { markdownInText } from './value/markdown-in-text.ts';
import { missingMember } from './value/missing-member.ts';
import { mojibake } from './value/mojibake.ts';
import { negativeNumber } from './value/negative-number.ts';
import { negativeZero } from './value/negative-zero.ts';
import { noBreakSpace } from './value/no-break-space.ts';
import { notANumber } from './value/not-a-number.ts';
import { nulCharacter } from './value/nul-character.ts';
import { nullAsText } from './value/null-as-text.ts';
import { nullItem } from './value/null-item.ts';
import { nullMember } from './value/null-member.ts';
import { numberAsBoolean } from './value/number-as-boolean.ts';
import { numberAsString } from './value/number-as-string.ts';
import { numberAtLimit } from './value/number-at-limit.ts';
import { numberWithUnit } from './value/number-with-unit.ts';
import { objectAsText } from './value/object-as-text.ts';
import { objectObject } from './value/object-object.ts';
import { onlySpace } from './value/only-space.ts';
import { otherCaseValue } from './value/other-case-value.ts';
import { otherDigits } from './value/other-digits.ts';
import { otherOrder } from './value/other-order.ts';
import { otherStyleMembers } from './value/other-style-members.ts';
import { pathInText } from './value/path-in-text.ts';
import { percentEncodedText } from './value/percent-encoded-text.ts';
import { percentSign } from './value/percent-sign.ts';
import { plusSign } from './value/plus-sign.ts';
import { prototypeMember } from './value/prototype-member.ts';
import { quotesInText } from './value/quotes-in-text.ts';
import { renamedMember } from './value/renamed-member.ts';
import { rightToLeftMark } from './value/right-to-left-mark.ts';
import { shellInText } from './value/shell-in-text.ts';
import { shortestText } from './value/shortest-text.ts';
import { singleForList } from './value/single-for-list.ts';
import { smartQuotes } from './value/smart-quotes.ts';
import { spreadsheetFormula } from './value/spreadsheet-formula.ts';
import { sqlInText } from './value/sql-in-text.ts';
import { surroundingSpace } from './value/surrounding-space.ts';
import { templateInText } from './value/template-in-text.ts';
import { textAsBoolean } from './value/text-as-boolean.ts';
import { textAsNumber } from './value/text-as-number.ts';
import { thousandsSeparator } from './value/thousands-separator.ts';
import { tinyNumber } from './value/tiny-number.ts';
import { tooLongText } from './value/too-long-text.ts';
import { tooManyItems } from './value/too-many-items.ts';
import { tooShortText } from './value/too-short-text.ts';
import { undefinedAsText } from './value/undefined-as-text.ts';
import { unknownField } from './value/unknown-field.ts';
import { unlistedValue } from './value/unlisted-value.ts';
import { urlInText } from './value/url-in-text.ts';
import { valueInObject } from './value/value-in-object.ts';
import { veryLongText } from './value/very-long-text.ts';
import { yesOrNo } from './value/yes-or-no.ts';
import { zeroWidthSpace } from './value/zero-width-space.ts';

/** Every mess kind, by level. */
export const messes = {
  value: [
    missingMember,
    nullMember,
    emptyObject,
    numberAsString,
    textAsNumber,
    booleanAsText,
    booleanAsNumber,
    numberAsBoolean,
    textAsBoolean,
    yesOrNo,
    objectAsText,
    singleForList,
    listForSingle,
    valueInObject,
    listAsMap,
    listAsText,
    deepNesting,
    decimalComma,
    thousandsSeparator,
    numberWithUnit,
    currencySign,
    percentSign,
    floatForInteger,
    exponentNotation,
    negativeZero,
    negativeNumber,
    fraction,
    bigNumber,
    beyondSafeInteger,
    beyondDouble,
    tinyNumber,
    aboveRange,
    belowRange,
    numberAtLimit,
    notANumber,
    leadingZeros,
    plusSign,
    dateInLocale,
    dateAsTimestamp,
    dateWithSpace,
    dateWithoutZone,
    dateWithOffset,
    dateForDateTime,
    impossibleDate,
    otherCaseValue,
    unlistedValue,
    inheritedValue,
    surroundingSpace,
    onlySpace,
    emptyText,
    veryLongText,
    tooLongText,
    tooShortText,
    shortestText,
    emojiToTheLimit,
    loneSurrogate,
    nullAsText,
    undefinedAsText,
    objectObject,
    mojibake,
    decomposedUnicode,
    fullwidthText,
    capitals,
    otherDigits,
    lookAlikeLetter,
    percentEncodedText,
    emojiInText,
    rightToLeftMark,
    zeroWidthSpace,
    noBreakSpace,
    nulCharacter,
    controlCharacters,
    lineSeparator,
    lineBreaks,
    finalLineBreak,
    smartQuotes,
    quotesInText,
    instructionInText,
    htmlInText,
    htmlEntities,
    sqlInText,
    templateInText,
    pathInText,
    shellInText,
    spreadsheetFormula,
    urlInText,
    markdownInText,
    unknownField,
    inheritedName,
    prototypeMember,
    renamedMember,
    otherStyleMembers,
    capitalisedMembers,
    emptyList,
    tooManyItems,
    manyItems,
    duplicatedItems,
    otherOrder,
    nullItem,
  ],
  body: [
    trailingComma,
    cutOff,
    singleQuotes,
    unquotedKeys,
    comment,
    rawLineBreak,
    pythonLiterals,
    byteOrderMark,
    utf16Body,
    latin1Body,
    duplicateKeys,
    emptyBody,
    nullBody,
    formBody,
    jsonTwice,
    jsonInText,
    jsonInList,
    jsonInEnvelope,
    jsonInFence,
    xssiPrefix,
    paddedBody,
    tenMegabytes,
    plainWords,
    xmlBody,
    otherKeyOrder,
    unicodeEscapes,
    escapedSlashes,
    prettyPrinted,
  ],
  request: [
    otherContentType,
    charsetParameter,
    latin1Charset,
    jsonSuffixType,
    repeatedContentType,
    headerCase,
    unknownHeaders,
    hugeHeader,
    foreignCookies,
    gzipBody,
    otherAccept,
    unknownQuery,
    longQuery,
    repeatedQuery,
    trailingSlash,
    chunkedBody,
    slowBody,
    splitBody,
    unknownMethod,
    callerDisconnects,
    leavesMidStream,
    repeatedRequest,
  ],
} as const satisfies Readonly<Record<string, readonly Mess[]>>;

export const allMesses: readonly { readonly mess: Mess; readonly level: string }[] = Object.entries(messes).flatMap(
  ([level, list]) => list.map((mess) => ({ mess, level })),
);
