/** What `init` is told on the command line, or answered. */
export interface InitFlags {
  readonly command?: string;
  readonly url?: string;
  readonly from?: string;
  readonly dependency: readonly string[];
  readonly call: readonly string[];
  readonly example: readonly string[];
  readonly ready?: string;
  readonly name?: string;
  readonly out?: string;
  readonly yes: boolean;
  readonly run: boolean;
  readonly force: boolean;
  readonly seed?: number;
  /** Variables that name no dependency, though they look like it. */
  readonly without?: readonly string[];
}
