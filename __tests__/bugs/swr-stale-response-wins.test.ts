import { type Repro, bothVersions } from './both-versions';

/** Closes the channel that React's scheduler makes when it loads, and leaves open to the end of its process. */
function closeChannels(atExit: Repro['atExit']): void {
  const Native = globalThis.MessageChannel;
  globalThis.MessageChannel = class extends Native {
    constructor() {
      super();
      atExit(() => this.port1.close());
    }
  };
  atExit(() => void (globalThis.MessageChannel = Native));
}

/** The bit of a browser that swr looks for when it loads. */
function pretendBrowser(atExit: Repro['atExit']): void {
  const g = globalThis as Record<string, unknown>;
  const before = Object.getOwnPropertyDescriptors(g);
  const { error, warn } = console;
  g['window'] = g;
  g['navigator'] ??= { onLine: true };
  g['document'] = { visibilityState: 'visible', addEventListener() {} };
  g['addEventListener'] ??= () => {};
  console.error = console.warn = () => {};
  atExit(() => {
    Object.assign(console, { error, warn });
    for (const name of ['window', 'navigator', 'document', 'addEventListener']) {
      Reflect.deleteProperty(g, name);
      if (before[name] !== undefined) Object.defineProperty(g, name, before[name]);
    }
  });
}

bothVersions(
  'swr-stale-response-wins',
  'swr',
  { buggy: { bug: true, data: 'A-stale', n: 2 }, fixed: { bug: false, data: 'B-latest', n: 2 } },
  async ({ require, atExit }) => {
    pretendBrowser(atExit);
    closeChannels(atExit);
    const React = require('react');
    const TR = require('react-test-renderer');
    const useSWR = require('swr').default;
    const delay = (ms: number, v?: string) => new Promise((r) => setTimeout(r, ms, v));
    let n = 0;
    let data: unknown;
    let revalidate: () => void = () => {};
    const fetcher = () => (++n === 1 ? delay(80, 'A-stale') : delay(20, 'B-latest'));
    const C = () => {
      const r = useSWR('k', fetcher);
      data = r.data;
      revalidate = r.revalidate;
      return null;
    };
    TR.create(React.createElement(C));
    await delay(20);
    revalidate(); // the second request starts later but answers first
    await delay(150);
    return { bug: data !== 'B-latest', data, n };
  },
);
