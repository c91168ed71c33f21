import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as matchers from '../../src/matchers/index';
import { MATCHER_NAMES, registerMatchers } from '../../src/matchers/register';
import { pages } from './sample';

const FOLDER = join(__dirname, '../../src/matchers');

describe('registerMatchers', () => {
  test('adds every matcher that has a file, and no other', () => {
    const files = readdirSync(FOLDER).filter((file) => file.startsWith('to-'));
    const names = files.map((file) => file.slice(0, -3).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));

    expect([...MATCHER_NAMES].sort()).toEqual(names.sort());
    expect(Object.keys(matchers).sort()).toEqual(names);
  });

  test('adds functions that keep the context and the arguments of the call', () => {
    const added: Record<string, (...args: never[]) => unknown> = {};
    registerMatchers({ extend: (more) => void Object.assign(added, more) });

    expect(Object.keys(added)).toEqual([...MATCHER_NAMES]);
    expect.extend({ toBePassedOn: added['toRunInParallel'] as never });
    expect(() => (expect(pages(2)).not as unknown as { toBePassedOn(count: number): void }).toBePassedOn(2)).toThrow(
      '`.not.toRunInParallel(2)` would pass at 3 too.',
    );
  });
});
