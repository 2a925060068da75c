// The zoo plays whole runs and mostly waits: begun first, it leaves one worker to everything else.
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class extends Sequencer {
  sort(tests) {
    const waits = ({ path }) => (/defects.zoo/.test(path) ? 0 : /e2e/.test(path) ? 1 : 2);
    return [...super.sort(tests)].sort((a, b) => waits(a) - waits(b));
  }
};
