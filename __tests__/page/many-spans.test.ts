import { expect, jest, test } from '@jest/globals';
import { htmlReport } from '../../src/page/html-report';
import { type SpanSketch, span, trace } from '../../src/trace/build';
import type { Source } from '../../src/trace/span';
import { describeInChromium } from './chromium';
import { recordOf, reportOf } from './records';

jest.setTimeout(240_000);

const api: Source = { kind: 'server', name: 'https://api.example' };

/** So many requests one after another in each of 16 lanes, of lengths that do not repeat soon. */
function load(count: number): readonly SpanSketch[] {
  const free = Array.from({ length: 16 }, () => 0);
  return Array.from({ length: count }, (_, i) => {
    const lane = i % 16;
    const from = free[lane]!;
    const until = (free[lane] = from + 5 + ((i * 7919) % 61));
    return span(`request ${i}`, from, until, {
      ...{ source: api, lane, queuedAt: Math.max(0, from - 20), outcome: i % 97 === 0 ? 'timed-out' : 'fulfilled' },
      request: {
        method: 'GET',
        path: `/${i}`,
        phase: 'done',
        connectedAt: from + 1,
        sentAt: from + 2,
        firstByteAt: from + 4,
      },
    });
  });
}

const htmlOf = (count: number) => htmlReport(reportOf([recordOf(trace(...load(count)), { file: 'load.test.ts' })]));

/** Counts what is painted, and takes the times of frames while one zooms in and pans. */
const MEASURE = `(async () => {
  let painted = 0;
  for (const name of ['fillRect', 'fillText', 'stroke', 'measureText']) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) { painted++; return original.apply(this, args); };
  }
  const target = document.querySelector('.timeline');
  const { left, top } = target.getBoundingClientRect();
  const frames = [];
  let most = 0;
  for (let i = 0; i < 40; i++) {
    await new Promise(requestAnimationFrame);
    painted = 0;
    const begun = performance.now();
    const wheel = i < 20 ? { deltaY: -60, ctrlKey: true } : { deltaX: 40 };
    target.dispatchEvent(new WheelEvent('wheel', { ...wheel, clientX: left + 600, clientY: top + 90, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    frames.push(performance.now() - begun);
    most = Math.max(most, painted);
  }
  frames.sort((a, b) => a - b);
  return { most, medianMs: frames[20], shown: document.querySelector('.shown').textContent };
})()`;

describeInChromium('many spans', (desk) => {
  test.each([
    ['tasks', 10_000],
    ['lanes', 10_000],
    ['lanes', 100_000],
  ] as const)(
    'by %s, %i of them: what is painted in a frame depends on the screen, not on them',
    async (rows, count) => {
      const { page, complaints } = await desk.open(htmlOf(count), { hash: `#run=load.test.ts%3A0&rows=${rows}` });
      await page.locator('.span-option').first().waitFor({ state: 'attached' });

      const { most, medianMs, shown } = await page.evaluate<{ most: number; medianMs: number; shown: string }>(MEASURE);

      // 16 lanes of about 1 000 pixels, and of each pixel at most a few strokes.
      expect(most).toBeGreaterThan(50);
      expect(most).toBeLessThan(16 * 1000 * 2);
      expect(shown).not.toMatch('all of');
      // A hang would show; how smooth it is, is measured by hand: 3 to 8 ms a frame for 10 000 spans.
      expect(medianMs).toBeLessThan(1000);
      expect(complaints).toEqual([]);
    },
  );
});
