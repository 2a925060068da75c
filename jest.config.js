/** Tests run on the sources, transformed as they are imported; what runs the program as a user does runs the build. */
export default {
  testEnvironment: './test/environment.cjs',
  testSequencer: './test/longest-first.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  maxWorkers: 3,
  // Of tests that start programs, side by side in one worker.
  maxConcurrency: 3,
  testTimeout: 60_000,
};
