import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { asyncPool, sweepPoolSizes } from '../../src';
import { COLOURS } from '../../src/plot/colours';
import { plot } from '../../src/plot/plot';
import { failureOf } from '../simulate/failure';

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sweep = () => sweepPoolSizes([1, 2, 8], (size) => asyncPool(size).map(sleepFor, [300, 100, 100, 100]));
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

afterEach(() => void jest.dontMock('echarts').dontMock('@resvg/resvg-js'));

describe('the plot of a sweep', () => {
  test('names its axes with units, and says each time and where it levels off', async () => {
    const texts = textsOf(plot(await sweep()).svg);

    expect(texts).toEqual(expect.arrayContaining(['pool-vs-runtime', 'pool size', 'time in s', 'levels off at 2']));
    expect(texts.filter((text) => /^[\d.]+ s$/.test(text!))).toEqual(['0.6 s', '0.3 s', '0.3 s']);
  });

  test('has a tick for each size and no other, at its place on a scale', async () => {
    const { svg } = plot(await sweep());

    const places = ['1', '2', '8'].map((size) => {
      const [, at] = new RegExp(`text-anchor="middle"[^>]*translate\\((\\d+(?:\\.\\d+)?) \\d+\\)[^>]*>${size}<`).exec(
        svg,
      )!;
      return Number(at);
    });
    expect((places[2]! - places[1]!) / (places[1]! - places[0]!)).toBeCloseTo(6, 0);
    expect(textsOf(svg)).not.toContain('4');
  });

  test('is the same text each time, whatever was drawn before', async () => {
    const those = await sweep();

    expect(plot(those).svg).toBe(plot(those).svg);
    expect(plot(those).svg).not.toMatch(/zr\d|:hover/);
  });

  test('tells those who hear it the table', async () => {
    const { svg } = plot(await sweep(), { title: 'R & D' });

    expect(svg).toMatch(/^<svg class="lanes-plot" role="img" /);
    expect(svg).toContain('<title>R &amp; D</title><desc>workers    time');
  });

  test('has no colour that stays as it is in the dark', async () => {
    const { svg } = plot(await sweep());
    const known = Object.values(COLOURS).map(([light]) => light);
    const unseen = /<style>[^]*?<\/style>|<clipPath[^]*?<\/clipPath>|<path[^>]* stroke-width="0"[^>]*>/g;
    const drawn = svg.replaceAll(unseen, '').match(/(?<=(?:fill|stroke)=")#\w+/g);

    expect([...new Set(drawn)].filter((colour) => !known.includes(colour as never))).toEqual([]);
  });

  test('is a PNG as well, of twice as many pixels', async () => {
    const png = Buffer.from(plot(await sweep(), { width: 400, height: 300 }).png());

    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 600]);
  });
});

describe('without the libraries', () => {
  const missing = (name: string) => () => {
    throw new Error(`Cannot find module '${name}'`);
  };

  test('says what to install', async () => {
    const those = await sweep();
    jest.doMock('echarts', missing('echarts'));

    expect(await failureOf(Promise.resolve().then(() => plot(those)))).toMatchInlineSnapshot(`
     "A plot needs the library \`echarts\`, which could not be loaded.
     npm install --save-dev echarts"
    `);
  });

  test('draws SVG without the one that is for PNG', async () => {
    const those = await sweep();
    jest.doMock('@resvg/resvg-js', missing('@resvg/resvg-js'));
    const { svg, png } = plot(those);

    expect(svg).toContain('pool size');
    expect(await failureOf(Promise.resolve().then(png))).toMatchInlineSnapshot(`
     "A PNG needs the library \`@resvg/resvg-js\`, which could not be loaded.
     npm install --save-dev @resvg/resvg-js"
    `);
  });
});

test.each<[unknown, unknown, string]>([
  [{ rows: [] }, {}, 'Expected `sweep` to be what `await sweepPoolSizes(…)` gave, got `{ rows: [] }` (object).'],
  [undefined, null, 'Expected `options` to be an object, got `null` (null).'],
  [undefined, { size: 3 }, '`size` is none of them.'],
  [undefined, { title: 3 }, 'Expected `title` to be a text, got `3` (number).'],
  [undefined, { width: 100 }, 'Expected `width` to be a whole number of pixels from 320 up, got `100` (number).'],
  [undefined, { height: 300.5 }, 'Expected `height` to be a whole number of pixels from 240 up, got `300.5` (number).'],
])('refuses %j and %j', async (given, options, message) => {
  const those = given ?? (await sweep());

  expect(() => plot(those as never, options as never)).toThrow(message);
});
