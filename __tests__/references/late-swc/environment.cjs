'use strict';
// `src/environment.ts`, which Jest would compile with the transformer of this project, and so load its compiler.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const realm = new Map([['project-config', config.projectConfig]]);
    Object.defineProperty(this.global, Symbol.for('jest-lanes.realm'), { value: realm, configurable: true });
  }

  async teardown() {
    await this.global[Symbol.for('jest-lanes.realm')].get('teardown')?.();
    await super.teardown();
  }
};
