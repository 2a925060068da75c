import { aimock, bare, simulator } from './bare.mjs';
import { mock } from './mock.mjs';
import { mockoon } from './mockoon.mjs';
import { mountebank } from './mountebank.mjs';
import { pact } from './pact.mjs';
import { prism } from './prism.mjs';
import { specmatic } from './specmatic.mjs';
import { wiremock } from './wiremock.mjs';

/** In the order of the table; the first is what the others are measured by. */
export const simulators = [bare, simulator, mock, aimock, mountebank, wiremock, pact, mockoon, prism, specmatic];
