import type { Config } from 'jest';

/** `preset: 'jest-lanes'`: the setup file and the environment, found wherever the package is installed. */
const preset = {
  setupFilesAfterEnv: [require.resolve('./setup')],
  testEnvironment: require.resolve('./environment'),
} satisfies Config;

// eslint-disable-next-line no-restricted-syntax -- Jest takes a preset from the module itself
export = preset;
