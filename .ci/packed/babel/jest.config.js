module.exports = { displayName: 'babel', preset: 'jest-lanes' };
