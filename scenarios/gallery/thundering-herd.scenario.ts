/**
 * A thundering herd against a cache: four readers miss at one instant and all ask the server, unless the cache keeps the
 * promise instead of the value.
 */
import { expect } from '@jest/globals';
import { asyncPool, scenario, slowServer } from 'jest-lanes';

type Fetch = (url: string) => Promise<string>;

const get: Fetch = async (url) => (await fetch(url)).text();

function cacheOfPromises(load: Fetch): Fetch {
  const kept = new Map<string, Promise<string>>();
  return (url) => {
    const known = kept.get(url) ?? load(url);
    kept.set(url, known);
    return known;
  };
}

/** Knows nothing until the first answer is there. */
function cacheOfValues(load: Fetch): Fetch {
  const kept = new Map<string, string>();
  return async (url) => {
    const value = kept.get(url) ?? (await load(url));
    kept.set(url, value);
    return value;
  };
}

const worldWith = (cache: (load: Fetch) => Fetch) => () => ({
  server: slowServer('https://origin.example', { firstByte: 200, text: 'page' }),
  read: cache(get),
});

scenario(
  'gallery: four readers of one page ask for it once',
  {
    pools: [asyncPool(4)],
    tags: ['gallery'],
    setup: worldWith(cacheOfPromises),
    brokenTwin: { setup: worldWith(cacheOfValues), failsWith: '4' },
  },
  (pool, { read, server }) =>
    pool.map(
      read,
      Array.from({ length: 4 }, () => `${server.origin}/page`),
    ),
  (run, { server }) => {
    expect(server.requests.length).toBe(1);
    expect(run.results).toEqual(['page', 'page', 'page', 'page']);
    expect(run.elapsed).toBe(200);
  },
);
