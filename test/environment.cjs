// Jest runs tests in a realm of their own. Node's own code makes its errors and buffers in the outer one, where
// `instanceof` of the inner classes fails; so the tests are lent the outer ones.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Error, TypeError, RangeError, SyntaxError, Uint8Array, ArrayBuffer });
  }
};
