/**
 * A thundering herd against a cache: four readers miss at one instant and all ask the server, unless the cache keeps the
 * promise instead of the value.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, scenario, slowServer } from 'jest-lanes';

const READERS = ['ann', 'bob', 'cid', 'dan'];

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
  (pool, { read, server }) => pool.map((_reader: string) => read(`${server.origin}/page`), READERS),
  (run, { server }) => {
    expect(server.requests.length).toBe(1);
    expect(run.results).toEqual(['page', 'page', 'page', 'page']);
    expect(run.elapsed).toBe(200);
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                         0              50             100            150      200 ms
       asyncPool(4) ann  ===========================================================|
       origin.example ~  ===========================================================|
       asyncPool(4) bob  ===========================================================|
       asyncPool(4) cid  ===========================================================|
       asyncPool(4) dan  ===========================================================|
       in flight         444444444444444444444444444444444444444444444444444444444444

       = running   | done
     "
    `);
  },
);
