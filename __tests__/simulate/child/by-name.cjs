const { default: Sequencer } = require('@jest/test-sequencer');

/** One file after another by name, so that the later can tell what the earlier left behind. */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};
