// The zoo plays whole runs and mostly waits: begun first, it leaves one worker to everything else. What takes long does not
// come last, where the other worker would have nothing left to do.
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class extends Sequencer {
  sort(tests) {
    const waits = ({ path }) =>
      /defects.zoo/.test(path) ? 0 : /e2e/.test(path) ? 1 : /laws|defects/.test(path) ? 2 : 3;
    return [...super.sort(tests)].sort((a, b) => waits(a) - waits(b));
  }
};
