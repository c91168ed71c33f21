import { afterAll, beforeAll, describe, test } from '@jest/globals';
import axe from 'axe-core';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the environment names, which must be there then (as in CI); else one that happens to be there. */
const executablePath = process.env['CHROMIUM'] ?? USUAL.find((path) => existsSync(path));

/** Opens reports from the disk, as users do. */
export interface Desk {
  open(html: string, options?: BrowserContextOptions & { readonly hash?: string }): Promise<OpenPage>;
}

/** A report in a browser, and what it did that it should not. */
export interface OpenPage {
  readonly page: Page;
  /** What it asked for besides itself. */
  readonly requests: readonly string[];
  /** What it threw, or complained about to the console. */
  readonly complaints: readonly string[];
}

/** Tests in a real Chromium. Without one they are skipped, and say so by their name. */
export function describeInChromium(name: string, tests: (desk: Desk) => void): void {
  if (executablePath === undefined) {
    describe(`${name} (not run: no Chromium here; CHROMIUM=/path/to/it names one)`, () => {
      test.skip('is opened', () => undefined);
    });
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-page-'));

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    tests({ open: (html, options) => open(browser!, folder, html, options) });
  });
}

let files = 0;

async function open(
  browser: Browser,
  folder: string,
  html: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenPage> {
  const file = join(folder, `${files++}.html`);
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => complaints.push(message.text()));
  const url = pathToFileURL(file).href;
  await page.goto(`${url}${hash}`);
  return { page, requests: requests.filter((one) => !one.startsWith(url)), complaints };
}

/** Faults in accessibility that axe-core finds, each with where. */
export async function faultsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as any).axe.run());
  return violations.flatMap(({ id, nodes }: any) =>
    nodes.map((node: any) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}
