/** @type {import('jest').Config} */
const project = {
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
  setupFilesAfterEnv: ['<rootDir>/src/setup.ts'],
  moduleNameMapper: { '^jest-lanes$': '<rootDir>/src/index.ts', '^jest-lanes/(.*)$': '<rootDir>/src/$1.ts' },
  testEnvironment: '<rootDir>/src/environment.ts',
  globalSetup: '<rootDir>/build/before-tests.mjs',
};

// Packages that publish ES modules only, which Jest's VM cannot `require` on Node 20 and 22: p-limit 7, p-map and p-queue, the bugs' too.
const esmOnly = '(?:(?:pmap|pqueue)-[^/]+|p-limit-7|p-map|p-queue|p-timeout)/';
const toCommonJs = [
  'ts-jest',
  { diagnostics: false, tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' } },
];

/** @type {import('jest').Config} */
const withEsmOnly = {
  ...project,
  transform: { ...project.transform, [`/node_modules/${esmOnly}.+\\.js$`]: toCommonJs },
  // p-limit 7 brings a queue of its own, which is one too.
  transformIgnorePatterns: [`(?<!/p-limit-7)/node_modules/(?!${esmOnly})`],
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...withEsmOnly,
      displayName: 'tests',
      // The projects beside the references' tests are run by Jests of their own.
      testMatch: ['<rootDir>/__tests__/**/*.test.ts', '!**/__tests__/references/*/**'],
    },
    {
      ...withEsmOnly,
      displayName: 'scenarios',
      testMatch: ['<rootDir>/scenarios/**/*.scenario.ts'],
    },
  ],
};
