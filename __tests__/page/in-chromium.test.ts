import { beforeAll, expect, jest, test } from '@jest/globals';
import type { ReportData } from '../../src/handover/report-data';
import { htmlReport } from '../../src/page/html-report';
import { suiteReport } from '../../src/suite/suite-report';
import { describeInChromium, faultsIn } from './chromium';
import { HOSTILE, sampleReport } from './sample';

const PAGES = '#run=spec%2Ffetch-pages.test.ts%3A0';
const GALAXIES = '#run=scenarios%2Fgalaxy-versions.scenario.ts%3A0';
const TWIN = 'scenarios%2Fgalaxy-versions.scenario.ts%3A2';
const HOSTILE_RUN = `#run=${encodeURIComponent(`spec/${HOSTILE.script}.test.ts:0`)}`;

// A browser on a busy machine takes its time; nothing here is proved by how long.
jest.setTimeout(300_000);

let data: ReportData;
let html: string;

beforeAll(async () => {
  data = await sampleReport();
  html = htmlReport(data);
});

describeInChromium('the page', (desk) => {
  test('says on its first screen what broke, what was the peak, and who was slow', async () => {
    const { page, requests, complaints } = await desk.open(html);

    expect(await page.locator('h1').innerText()).toBe('2 of 6 tests failed');
    expect(await page.locator('main').innerText()).toMatchInlineSnapshot(`
     "2 of 6 tests failed

     5 files, 7 runs recorded. 6810 ms were simulated in 24 ms of real time.

     Left out for want of room: 12 runs of spec/load.test.ts
     What broke?
     ✗ fetches pages two at a time

     toRunInParallel: 3 in flight at 120 ms (page 1, page 2, page 3)

     Whole message spec/fetch-pages.test.ts
     ✗ drains the queue

     Deadlock: nothing is left that could make the body settle.

     Whole message spec/queue.test.ts
     What was the peak?

     4 in flight at 0 ms, in Galaxy versions, four at a time, on asyncPool(4): https://usegalaxy.org, https://usegalaxy.eu, https://stalls.example, https://down.example

     4 </script><img src=x onerror="document.title='owned'">
     3 fetches pages two at a time
     3 makes thumbnails in threads
     1 drains the queue
     Who was slow?

     2000 ms for https://stalls.example, in Galaxy versions, four at a time, on asyncPool(4)

     480 ms, page 2 fetches pages two at a time
     90 ms, </script><img src=x onerror="document.title='owned'"> </script><img src=x onerror="document.title='owned'">
     58 ms, photo-13.jpg makes thumbnails in threads
     20 ms, outer drains the queue"
    `);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('has no fault in accessibility, in %s', async (colorScheme) => {
    const hashes = ['', PAGES, `${GALAXIES}&with=${TWIN}&rows=lanes`, '#view=sweeps', '#view=suite', HOSTILE_RUN];
    for (const hash of hashes) {
      const { page } = await desk.open(html, { hash, colorScheme });
      await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);

      expect([hash, await faultsIn(page)]).toEqual([hash, []]);
      await page.context().close();
    }
  });

  test('lets no name be anything but text', async () => {
    const { page, complaints, requests } = await desk.open(html, { hash: HOSTILE_RUN });

    await page.getByText(/^As a table/).click();
    expect(await page.locator('h1').innerText()).toContain(HOSTILE.script);
    expect(await page.title()).toBe(`${HOSTILE.script} – jest-lanes report`);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('tbody th').allInnerTexts()).toEqual([
      HOSTILE.script,
      HOSTILE.comment,
      'line\\u{2028}and paragraph\\u{2029}',
      'invoice\\u{202e}fdp.exe',
      HOSTILE.entity,
    ]);
    expect([...complaints, ...requests]).toEqual([]);
  });

  test('refuses what somebody got into it all the same', async () => {
    const broken = html.replace('<div id="app">', '<img src="x:" onerror="document.title=1"><div id="app">');
    const { page, complaints } = await desk.open(broken);

    expect(await page.title()).toBe('jest-lanes report');
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
  });

  test('narrows the list by words and by choice, and says how many are left', async () => {
    const { page } = await desk.open(html);
    const list = page.getByRole('complementary', { name: 'Runs' });
    const titles = () => list.locator('.title').allInnerTexts();

    await page.getByLabel('Search runs').fill('page 4');
    expect(await titles()).toEqual(['fetches pages two at a time']);
    expect(await list.getByRole('status').innerText()).toBe('1 of 7 runs');

    await list.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Verdict').selectOption('failed');
    expect(await titles()).toEqual(['fetches pages two at a time', 'drains the queue']);

    await page.getByLabel('Verdict').selectOption('');
    await page.getByLabel('Clock').selectOption('real');
    expect(await titles()).toEqual(['makes thumbnails in threads']);

    await page.getByLabel('Search runs').fill('nobody');
    expect(await list.getByText('None fits.').isVisible()).toBe(true);
  });

  test('is walked through by keys alone', async () => {
    const { page } = await desk.open(html, { hash: PAGES });
    const focused = () => page.evaluate(`document.activeElement.getAttribute('aria-label')`);

    await page.getByRole('button', { name: 'Zoom to where it failed' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('page 1: 0 ms to 310 ms, took 310 ms, done');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(
      'GET /page/1: 0 ms to 310 ms, took 310 ms, connecting 60 ms, sending 20 ms, waiting 160 ms, receiving 70 ms, done',
    );
    await page.keyboard.press('f');
    expect(await focused()).toBe('page 4: 310 ms to 700 ms, took 390 ms, queued 310 ms, failed');
    expect(await page.getByRole('region', { name: 'Details of the span' }).innerText()).toContain('{ page: page 4 }');
    await page.keyboard.press('End');
    expect(await focused()).toBe('page 5: 480 ms to 640 ms, took 160 ms, queued 480 ms, done');
    await page.keyboard.press('Home');
    expect(await focused()).toBe('page 1: 0 ms to 310 ms, took 310 ms, done');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Zoom to where it failed');
  });

  test('zooms and pans by keys, buttons and the wheel, and goes back', async () => {
    const { page } = await desk.open(html, { hash: PAGES });
    const shown = () => page.locator('.shown').innerText();
    expect(await shown()).toBe('all of 700 ms');

    await page.locator('.span-option[tabindex="0"]').focus();
    await page.keyboard.press('+');
    expect(await shown()).toBe('0 ms to 437.5 ms');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await shown()).toBe('109.375 ms to 546.875 ms');
    await page.keyboard.press('0');
    expect(await shown()).toBe('all of 700 ms');

    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await shown()).toBe('131.25 ms to 568.75 ms');
    await page.getByRole('button', { name: 'Later' }).click();
    expect(await shown()).toBe('240.625 ms to 678.125 ms');
    await page.getByRole('button', { name: 'Reset' }).click();

    await page.getByRole('button', { name: 'Zoom to where it failed' }).click();
    expect(await shown()).toBe('91.5 ms to 338.5 ms');
    await page.getByRole('button', { name: 'Reset' }).click();

    await page.locator('.rows').hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await expect(shown()).resolves.not.toBe('all of 700 ms');
  });

  test('shows what is under the pointer, and all of it after a click', async () => {
    const { page } = await desk.open(html, { hash: PAGES });

    await page.locator('.rows').hover({ position: { x: 400, y: 84 } });
    expect(await page.locator('.tooltip').innerText()).toContain('GET /page/2');
    await page.locator('.rows').click({ position: { x: 400, y: 84 } });
    expect(await page.getByRole('region', { name: 'Details of the span' }).innerText()).toContain('GET /page/2 → 200');
  });

  test('puts a run and its broken twin side by side, with one time scale', async () => {
    const { page } = await desk.open(html, { hash: GALAXIES });

    await page.getByRole('button', { name: 'Compare with on asyncPool(4), broken twin' }).click();
    expect(await page.locator('.timeline').count()).toBe(2);
    expect(await page.locator('tr.differs').allInnerTexts()).toEqual([
      'Peak differs\t4 in flight, first at 0 ms\t5 in flight, first at 0 ms',
    ]);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await page.locator('.shown').count()).toBe(1);
  });

  test('has an address for what it shows', async () => {
    const { page } = await desk.open(html, { hash: `${PAGES}&rows=lanes&from=100&until=300` });

    expect(await page.locator('.shown').innerText()).toBe('100 ms to 300 ms');
    expect(await page.getByLabel('lanes').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('tasks').check();
    await page.waitForURL(/rows=tasks$/);
    await page.getByRole('link', { name: 'Sweeps (1)' }).click();
    expect(await page.locator('h1').innerText()).toBe('Pool sizes');
    await page.goBack();
    expect(await page.locator('h1 bdi').innerText()).toBe('fetches pages two at a time');
  });

  test('draws a sweep, and marks where it levels off', async () => {
    const { page } = await desk.open(html, { hash: '#view=sweeps' });

    expect(
      await page.getByRole('img').evaluateAll((plots) => plots.map((plot) => plot.getAttribute('aria-label'))),
    ).toEqual(['Time against pool size, levels off at 3', 'Speed-up against pool size, levels off at 3']);
    expect(await page.locator('tr.marked').innerText()).toBe(
      '3 ← levels off\t1150 ms\t× 2.26\t75 %\thttps://usegalaxy.org, 1100 ms',
    );
  });

  test('shows the run of Jest itself, and how long it would take otherwise', async () => {
    const { page, complaints } = await desk.open(html, { hash: '#view=suite' });

    const facts = suiteReport(data.files, data.session);
    expect(await page.locator('.measures').innerText()).toContain(`${Math.round(facts.utilisation * 100)} %`);
    expect(await page.locator('.measures').innerText()).toContain(facts.slowest!.path);
    expect(await page.locator('.plots tbody tr').count()).toBe(16 + 8);
    expect(await page.locator('tr.marked').count()).toBe(2);
    expect(await page.locator('.legend').innerText()).toMatch(/starting up\s+loading\s+running\s+!\s+failed/);
    expect(complaints).toEqual([]);
  });

  test('is dark or light as one likes, also the next time', async () => {
    const { page } = await desk.open(html, { colorScheme: 'light' });
    const paper = () => page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--paper')`);

    expect(await paper()).toBe('#ffffff');
    await page.getByLabel('dark').check();
    expect(await paper()).toBe('#14181d');
    await page.reload();
    expect(await paper()).toBe('#14181d');
    expect(await page.getByLabel('dark').isChecked()).toBe(true);
    await page.getByLabel('auto').check();
    await page.reload();
    expect(await paper()).toBe('#ffffff');
  });

  test('has its colours where the browser keeps nothing', async () => {
    const { page, complaints } = await desk.open(html, { colorScheme: 'light' });
    await page.addInitScript(`
      Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
    `);
    await page.reload();

    await page.getByLabel('dark').check();

    expect(await page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--paper')`)).toBe(
      '#14181d',
    );
    expect(await page.locator('h1').innerText()).toBe('2 of 6 tests failed');
    expect(complaints).toEqual([]);
  });

  test.each([
    ['narrow', 400, ['main', '.run-list']],
    ['wide', 1280, ['.run-list', 'main']],
  ] as const)('leads Tab where the eye goes, on a %s screen', async (_, width, order) => {
    const { page } = await desk.open(html, { viewport: { width, height: 800 } });

    const found = await page.locator('.frame > *').evaluateAll((parts) =>
      parts.map((part) => {
        const { left, top } = part.getBoundingClientRect();
        return { name: part.tagName === 'MAIN' ? 'main' : `.${part.className}`, left, top };
      }),
    );
    expect(found.map(({ name }) => name)).toEqual(order);
    const [first, second] = found as [(typeof found)[0], (typeof found)[0]];
    expect(width === 400 ? second.top - first.top : second.left - first.left).toBeGreaterThan(0);
    await page.setViewportSize({ width: width === 400 ? 1280 : 400, height: 800 });
    await page.locator(`.frame > ${width === 400 ? 'aside' : 'main'}:first-child`).waitFor();
  });

  test('on paper it is light, and has all rows of a timeline', async () => {
    const long = { ...data, runs: [{ ...manyRows(data), test: 'has many rows' }, ...data.runs] };
    const { page } = await desk.open(htmlReport(long), { colorScheme: 'dark', hash: '#run=spec%2Fmany.test.ts%3A0' });
    await page.getByLabel('dark').check();
    const paper = () => page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--paper')`);

    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await paper()).toBe('#ffffff');
    const heights = await page
      .locator('.printed canvas')
      .evaluateAll((canvases) => canvases.map((canvas) => Number.parseFloat((canvas as any).style.height)));
    // What is above the rows, then twenty rows of 24 pixels in each.
    expect(heights.slice(1)).toEqual([480, 480, 480, 240]);
    expect(await page.locator('.timeline .rows').isVisible()).toBe(false);
    const pixels = await page.locator('.printed canvas').last().evaluate(inkIn);
    expect(pixels).toBeGreaterThan(1000);

    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    expect(await paper()).toBe('#14181d');
    expect(await page.locator('.printed').count()).toBe(0);
  });
});

/** A run of seventy tasks. */
function manyRows({ runs }: ReportData): ReportData['runs'][number] {
  const [run] = runs as [ReportData['runs'][number]];
  const [span] = run.spans as [(typeof run.spans)[number]];
  const spans = Array.from({ length: 70 }, (_, id) => ({
    ...{ ...span, parent: undefined, aside: undefined, id, label: `task ${id}` },
    ...{ queuedAt: 0, startedAt: id, endedAt: id + 10, startStep: 2 * id, endStep: 2 * id + 1 },
  }));
  return { ...run, file: 'spec/many.test.ts', number: 0, failures: [], spans } as unknown as typeof run;
}

/** How many pixels of a canvas have a colour. */
function inkIn(canvas: any): number {
  const { data: bytes } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return bytes.filter((byte: number, i: number) => i % 4 === 3 && byte > 0).length;
}
