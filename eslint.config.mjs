import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const wallClock = ['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'Only src/time reads the wall clock: ask the clock in force.',
}));

const exportedByName = {
  selector: ':matches(ExportDefaultDeclaration, TSExportAssignment)',
  message: 'Export by name.',
};

const madeOld = {
  selector:
    'AssignmentExpression[left.type="MemberExpression"] > :matches(ArrowFunctionExpression, FunctionExpression)',
  message: 'V8 makes it among what grows old, and it keeps whatever it captures: name it first (docs/design.md).',
};

export default tseslint.config(
  // Projects of their own, compiled where they are run; some of their files are wrong on purpose.
  { ignores: ['dist/', 'coverage/', 'api/', '.cache/', '.ci/packed/', 'examples/', '__tests__/references/project/'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: { eqeqeq: 'error' } },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { console: false, process: false, URL: false } } },
  { files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs', globals: { __dirname: false } } },
  {
    // Test files for Jests of their own.
    files: ['__tests__/reporter/child/**/*.js'],
    languageOptions: { globals: { test: false, expect: false, setTimeout: false, setImmediate: false } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `noUncheckedIndexedAccess` is on: an index that was just checked needs a way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A function may be async for its type alone: what it throws is then always a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 30, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-syntax': ['error', exportedByName],
    },
  },
  {
    // What lives as long as a simulation, a request or a task.
    files: ['src/{time,trace,simulate,servers,pools,workers}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', exportedByName, madeOld] },
  },
  {
    // Markup is long, and has one path.
    files: ['src/page/client/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Natives are taken off their modules and prototypes on purpose here.
    files: ['src/{time,crossing}/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    // The page runs in browsers, where no clock of ours is.
    ignores: ['src/time/**', 'src/page/client/**'],
    rules: { 'no-restricted-globals': ['error', ...wallClock] },
  },
  {
    files: ['{__tests__,scenarios,bench}/**/*.ts'],
    rules: {
      // Tests hand over wrong values and half-made objects on purpose.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
);
