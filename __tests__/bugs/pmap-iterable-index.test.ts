import { bothVersions } from './both-versions';

bothVersions(
  'pmap-iterable-index',
  'p-map',
  { buggy: { bug: true, out: ['a2', 'b0', 'c1'] }, fixed: { bug: false, out: ['a0', 'b1', 'c2'] } },
  async ({ require }) => {
    const { pMapIterable } = require('p-map');
    const delay = (ms: number, v: string) => new Promise<string>((r) => setTimeout(r, ms, v));
    const out: string[] = [];
    for await (const x of pMapIterable(
      [delay(50, 'a'), delay(10, 'b'), delay(30, 'c')],
      async (v: string, i: number) => v + String(i),
      { concurrency: 3 },
    ))
      out.push(x);
    return { bug: out.join() !== 'a0,b1,c2', out };
  },
);
