import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shortNames } from '../../src/suite/short-names';
import { suiteTrace } from '../../src/suite/suite-trace';
import { file } from './suite';

const named = (...paths: readonly string[]) => shortNames(paths.map((path) => ({ path })));

test('a file is called by its name, with the folders that tell it from others of that name', () => {
  expect(named('spec/basket.test.ts', 'spec/login.test.ts')).toEqual(['basket.test.ts', 'login.test.ts']);
  expect(named('shop/cart/index.test.ts', 'shop/user/index.test.ts')).toEqual([
    'cart/index.test.ts',
    'user/index.test.ts',
  ]);
  expect(named('index.test.ts', 'shop/index.test.ts')).toEqual(['index.test.ts', 'shop/index.test.ts']);
});

test('a file that two projects ran is called by these too', () => {
  const files = [
    { path: 'a/x.ts', project: 'node' },
    { path: 'a/x.ts', project: 'dom' },
    { path: 'a/y.ts', project: 'dom' },
  ];

  expect(shortNames(files)).toEqual(['node x.ts', 'dom x.ts', 'y.ts']);
});

test('different paths have different names, each the end of its path', () => {
  const part = fc.constantFrom('a', 'b', 'c');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
      const names = named(...paths);

      expect(new Set(names).size).toBe(paths.length);
      for (const [i, name] of names.entries()) expect(`/${paths[i]}`.endsWith(`/${name}`)).toBe(true);
      // No shorter end would do.
      for (const [i, name] of names.entries()) {
        const shorter = name.slice(name.indexOf('/') + 1);
        const others = paths.filter((other, j) => j !== i && `/${other}`.endsWith(`/${shorter}`));
        expect(name.includes('/') && others.length === 0).toBe(false);
      }
    }),
  );
});

test('in the trace of a suite the input is the whole path', () => {
  const [span] = suiteTrace([file('spec/shop/basket.test.ts', 0, 9)]).spans;

  expect([span!.label, span!.input]).toEqual(['basket.test.ts', 'spec/shop/basket.test.ts']);
});
