import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { foundAt, refusalOf } from './in-worker';

beforeEach(() => jest.resetModules());
afterEach(() => jest.restoreAllMocks());

const shapes = () => require('../src/shapes') as typeof import('../src/shapes');

test('a mock function is refused', () => {
  expect(refusalOf(jest.fn().mockName('fetchAll'))).toMatchInlineSnapshot(`
   "UsageError: Expected \`fn\` to be a function that a worker can be sent, but \`fetchAll\` is a mock function, and mocks do not reach workers.
   Test it with \`asyncPool\` or \`serialPool\`, which call it in this realm, or without the mock."
  `);
});

test('a mock that took the place of an export is refused by its name', () => {
  jest.doMock('../src/types-only');
  const { widthOf } = require('../src/types-only') as typeof import('../src/types-only');

  expect(refusalOf(widthOf)).toMatch(/, but `widthOf` is a mock function, and mocks do not/);
  jest.dontMock('../src/types-only');
});

test('an export that is spied on is refused', () => {
  const module = require('../src/plain') as { more: (n: number) => number };
  const original = module.more;
  expect(foundAt(original)).toBe('src/plain.js more');

  jest.spyOn(module, 'more');

  expect(refusalOf(module.more)).toMatch(/but `more` of .*src\/plain.js is a mock function, as spying makes one, and mocks do not/);
  expect(refusalOf(module)).toMatch('but `more` of');
  expect(refusalOf(original)).toMatch(/but `more` of .*src\/plain.js is spied on/);
});

test('a function of a module that imports a mocked one is refused', () => {
  jest.doMock('../src/parts/hypotenuse', () => ({ __esModule: true, default: () => 5, Corner: {} }));

  expect(refusalOf(shapes().area)).toMatchInlineSnapshot(`
   "UsageError: Expected \`fn\` to be a function that a worker can be sent, but \`./parts/hypotenuse\`, which __tests__/references/project/src/shapes.ts imports, is mocked here, and mocks do not reach workers.
   Test it with \`asyncPool\` or \`serialPool\`, which call it in this realm, or without the mock."
  `);
  jest.dontMock('../src/parts/hypotenuse');
});

test('so it is if the mock holds on to the real module', () => {
  jest.doMock('../src/parts/double', () => ({ ...(jest.requireActual('../src/parts/double') as object) }));

  expect(refusalOf(shapes().area)).toMatch(/but `.\/double`, which .*src\/parts\/index.ts imports, is mocked here/);
  jest.dontMock('../src/parts/double');
});

test("so it is if a module of Node's is mocked", () => {
  jest.doMock('node:fs', () => ({ readFileSync: () => 'nothing' }));

  expect(refusalOf(shapes().area)).toMatch(/but `node:fs`, which .*src\/shapes.ts imports, is mocked here/);
  jest.dontMock('node:fs');
});

test('so it is under automock', () => {
  jest.doMock('words');

  expect(refusalOf(shapes().area)).toMatch(/but `words`, which .*src\/shapes.ts imports, is mocked here/);
  jest.dontMock('words');
});

test('nothing is refused for imports of types alone', () => {
  const module = require('../src/types-only') as typeof import('../src/types-only');

  expect(foundAt(module.widthOf)).toBe('src/types-only.ts widthOf');
  expect(Object.keys(require.cache).filter((file) => file.endsWith('never-loaded.ts'))).toEqual([]);
});

test('nothing is refused for what is required late', () => {
  const module = require('../src/late') as { late: () => number };

  expect(foundAt(module.late)).toBe('src/late.js late');
});
