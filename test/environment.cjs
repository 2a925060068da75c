// Jest runs tests in a realm of their own. Node's own code makes its errors and buffers in the outer one, where
// `instanceof` of the inner classes fails; so the tests are lent the outer ones.
const { TestEnvironment } = require('jest-environment-node');

// Through this, clients find what `fetch` sends with. Node puts it there with the first use of what belongs to `fetch`.
const dispatcher = Symbol.for('undici.globalDispatcher.1');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    new Headers();
    const lent = { Error, TypeError, RangeError, SyntaxError, Uint8Array, ArrayBuffer };
    Object.assign(this.global, lent, { [dispatcher]: globalThis[dispatcher] });
  }
};
