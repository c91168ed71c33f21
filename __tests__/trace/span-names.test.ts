import { expect, test } from '@jest/globals';
import { spanNames } from '../../src/trace/span-names';
import { span, trace } from '../../src/trace/build';

const names = (...work: [source: string, label: string][]) =>
  spanNames(trace(...work.map(([name, label]) => span(label, 0, 1, { source: { kind: 'function', name } }))).spans);

test('work of one source is called by its labels', () => {
  expect(names(['read', 'a.txt'], ['read', 'b.txt'])).toEqual(['a.txt', 'b.txt']);
});

test('among the work of others its source stands in front', () => {
  expect(names(['read', 'a.txt'], ['parse', 'a.txt'], ['read', 'b.txt'])).toEqual([
    'read a.txt',
    'parse a.txt',
    'read b.txt',
  ]);
});

test('a label that names its source already is not made longer', () => {
  expect(names(['drain', 'drain'], ['drain', 'drain #1'], ['query', 'drains'])).toEqual([
    'drain',
    'drain #1',
    'query drains',
  ]);
});

test('a source without a name stands in front of nothing', () => {
  expect(names(['anonymous', 'chunk 1'], ['finish', 'finish'], ['query', 'q'])).toEqual([
    'chunk 1',
    'finish',
    'query q',
  ]);
});

test('the source alone names it if the labels tell nothing apart', () => {
  expect(names(['https://a.example', 'GET /'], ['https://b.example', 'GET /'])).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
});
