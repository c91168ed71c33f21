/** @type {import('jest').Config} */
const project = {
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  setupFilesAfterEnv: ['<rootDir>/src/setup.ts'],
  moduleNameMapper: { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' },
  testEnvironment: '<rootDir>/src/environment.ts',
  globalSetup: '<rootDir>/build/lane.mjs',
};

// Packages that publish ES modules only, which Jest's VM cannot `require` on Node 20 and 22: the bugs' p-map and p-queue.
const esmOnly = '(?:(?:pmap|pqueue)-[^/]+|p-timeout)/';
const toCommonJs = [
  'ts-jest',
  { diagnostics: false, tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' } },
];

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...project,
      displayName: 'tests',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      transform: { ...project.transform, [`/node_modules/${esmOnly}.+\\.js$`]: toCommonJs },
      transformIgnorePatterns: [`/node_modules/(?!${esmOnly})`],
    },
    {
      ...project,
      displayName: 'scenarios',
      testMatch: ['<rootDir>/scenarios/**/*.scenario.ts'],
    },
  ],
};
