const { withLanes } = require('jest-lanes/config');

module.exports = withLanes({ preset: 'ts-jest' });
