/** A date as it stands in a text: `2024-05-01`, with a time or without. */
export interface CivilDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** `10:30:00`; empty where there is none. */
  readonly time: string;
  /** All that follows the day. */
  readonly rest: string;
  /** In milliseconds. */
  readonly instant: number;
}

/** Undefined for a text that is no date. */
export function civilDate(text: string): CivilDate | undefined {
  const parts = /^([12]\d{3})-(\d\d)-(\d\d)(|[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d))$/i.exec(text);
  const instant = Date.parse(text.replace(' ', 'T'));
  if (!parts || Number.isNaN(instant)) return undefined;
  const [, year, month, day, rest, time = ''] = parts;
  return { year: year!, month: month!, day: day!, rest: rest!, time, instant };
}
