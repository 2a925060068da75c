/** What is needed of a test runner. */
export interface Runner {
  describe(name: string, define: () => void): void;
  /** `skip`, where it can be skipped once it has begun: ends the test. */
  test(name: string, play: (skip?: (because: string) => void) => Promise<void>, timeout: number): void;
  concurrent(name: string, play: (skip?: (because: string) => void) => Promise<void>, timeout: number): void;
  afterAll(close: () => Promise<void>, timeout: number): void;
  /** Imports a file as the runner imports those of the user: with its transforms and mocks. */
  import(file: string): unknown;
  /** What code under test sees as `process.env`. */
  readonly env: NodeJS.ProcessEnv;
}
