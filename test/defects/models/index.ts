/** A component with one mistake in how it listens to a model, and the trial that shows it. */
export interface ModelDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly only: string;
}

const defect = (name: string, check: string, only: string): ModelDefect => ({ name, check, only });

export const modelDefects: readonly ModelDefect[] = [
  defect('takes-the-part', 'answers-as-expected', 'ask/model@2/cut-frame/every'),
  defect('no-limit-on-silence', 'within-deadline', 'ask/model@2/stalled-stream/every'),
  defect('any-byte-is-life', 'within-deadline', 'ask/model@2/endless-keepalives/every'),
  defect('skips-what-it-cannot-read', 'answers-as-expected', 'ask/model@2/corrupt-frame/every'),
  defect('sees-only-text', 'answers-as-expected', 'ask/model@2/error-in-stream/every'),
  defect('waits-for-the-close', 'within-deadline', 'ask/model@2/open-after-end/every'),
  defect('a-piece-is-an-event', 'answers-as-expected', 'ask/model@2/split-frames/every'),
  defect('any-end-will-do', 'answers-as-expected', 'ask/model@2/content-filter/every'),
  defect('no-end-of-rounds', 'bounded-calls', 'ask/model@2/endless-tool-calls/every'),
  defect('repairs-arguments', 'answers-as-expected', 'ask/model/cut-arguments/every'),
  defect('whatever-it-is-called', 'answers-as-expected', 'ask/model/unknown-tool/every'),
  defect('answers-one-call', 'calls-as-declared', 'ask/model/repeated-tool-call/every'),
  defect('pairs-by-luck', 'answers-as-expected', 'nearest/model/fewer-vectors/every'),
  defect('any-numbers-are-a-vector', 'answers-as-expected', 'nearest/model/{zero-vector,wrong-dimension}/every'),
];

/** What the correct one is put to. */
export const careful: readonly string[] = [
  ...modelDefects.map(({ only }) => only),
  'ask/model@2/{missing-terminator,cut-letter,frames-at-once,keepalives-between,other-event-spelling,unstreamed}/every',
  'ask/model@2/{cut-at-length,null-content,empty-content,refused-answer,no-choices,missing-usage,content-parts,chunk-without-choices}/every',
  'ask/model/{unparsable-arguments,empty-arguments,dropped-frame,frame-twice,frames-swapped}/*',
  'nearest/model/{reordered-vectors,vectors-share-index,null-in-vector,missing-usage}/every',
];
