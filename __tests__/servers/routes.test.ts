import { describe, expect, test } from '@jest/globals';
import { type Route, takes } from '../../src/servers/routes';

const request = (path: string, method = 'GET') => ({ method, path, headers: { accept: 'a' }, call: 1 });

describe('takes', () => {
  test.each<[string, Route, string, boolean]>([
    ['any path', {}, '/a?b=1', true],
    ['an exact path', { path: '/a' }, '/a', true],
    ['an exact path, whatever the query', { path: '/a' }, '/a?b=1', true],
    ['an exact query', { path: '/a?b=1' }, '/a?b=1', true],
    ['no other query', { path: '/a?b=1' }, '/a?b=2', false],
    ['no path below', { path: '/a' }, '/a/b', false],
    ['a pattern of path and query', { path: /b=\d$/ }, '/a?b=1', true],
    ['a pattern with a memory each time', { path: /a/g }, '/a', true],
    ['what a function says', { path: ({ headers }) => headers['accept'] === 'b' }, '/a', false],
    ['any spelling of the method', { method: 'get' }, '/a', true],
    ['no other method', { method: 'POST' }, '/a', false],
  ])('%s', (_, route, path, expected) => {
    expect([takes(route, request(path)), takes(route, request(path))]).toEqual([expected, expected]);
  });
});
