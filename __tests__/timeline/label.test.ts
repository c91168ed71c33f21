import { describe, expect, test } from '@jest/globals';
import { shortLabels } from '../../src/timeline/label';

describe('shortLabels', () => {
  test('leaves labels of up to 16 columns as they are', () => {
    expect(shortLabels(['https://a.org', 'sixteen columns!'])).toEqual(['https://a.org', 'sixteen columns!']);
  });

  test('cuts at 16 columns and says so', () => {
    expect(shortLabels(['seventeen columns'])).toEqual(['seventeen colum~']);
  });

  test('shows that a label is empty', () => {
    expect(shortLabels([''])).toEqual(['""']);
  });

  test('leaves out the scheme of addresses that are too long', () => {
    expect(shortLabels(['https://usegalaxy.org', 'http://a.eu'])).toEqual(['usegalaxy.org', 'a.eu']);
    expect(shortLabels(['ws://feed.example/', 'wss://a.eu'])).toEqual(['feed.example/', 'a.eu']);
  });

  test('leaves out words that all share, no more of them than it must', () => {
    expect(shortLabels(['fetch version of galaxy 3', 'fetch version of galaxy 4'])).toEqual([
      '~of galaxy 3',
      '~of galaxy 4',
    ]);
    expect(shortLabels(['one prefix and a tail', 'one prefix and a table'])).toEqual(['~and a tail', '~and a table']);
    expect(shortLabels(['same name of all', 'same name of them'])).toEqual(['~name of all', '~name of them']);
  });

  test('takes as many labels as there are', () => {
    const labels = Array.from({ length: 200_000 }, (_, i) => `https://usegalaxy.org/api/jobs/${i}`);

    expect(shortLabels(labels).slice(0, 2)).toEqual(['~api/jobs/0', '~api/jobs/1']);
  });

  test('cuts what still is too long', () => {
    expect(shortLabels(['a supercalifragilistic', 'a supercalifragilistics'])).toEqual([
      '~supercalifragi~',
      '~supercalifragi~',
    ]);
  });

  test.each([
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\x1b[1m', '\\u{1b}[1m'],
    ['日本', '\\u{65e5}\\u{672c}'],
    ['🐢', '\\u{1f422}'],
    ['e\u0301', 'é'],
    ['Дом \u200b', 'Дом \\u{200b}'],
  ])('writes %j in characters of one column each', (label, shown) => {
    expect(shortLabels([label])).toEqual([shown]);
  });
});
