module.exports = {
  displayName: 'no-globals',
  injectGlobals: false,
  setupFilesAfterEnv: ['jest-lanes/setup'],
  testEnvironment: 'jest-lanes/environment',
};
