module.exports = {
  displayName: 'swc',
  setupFilesAfterEnv: ['jest-lanes/setup'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
