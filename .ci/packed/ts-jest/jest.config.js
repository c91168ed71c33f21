const { withLanes } = require('jest-lanes/config');

module.exports = withLanes({
  displayName: 'ts-jest',
  preset: 'ts-jest',
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
});
