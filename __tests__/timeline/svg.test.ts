import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawSvg } from '../../src/timeline/svg';
import { span, trace } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import { failureOf } from '../matchers/failure';
import { anyTrace } from '../trace/arbitrary-trace';
import { type XmlElement, elementsIn, readXml, textIn } from './read-xml';
import { requests } from './requests';

const read = (svg: string) => elementsIn(readXml(svg));
const items = (elements: readonly XmlElement[]) =>
  elements.filter(({ attributes }) => attributes['role'] === 'listitem');
const heard = (elements: readonly XmlElement[]) => items(elements).map(({ attributes }) => attributes['aria-label']);
const ofClass = (elements: readonly XmlElement[], name: string) =>
  elements.filter(({ attributes }) => attributes['class'] === name);

const tasks = trace(
  span('page 1', 0, 100),
  span('page 2', 40, 80, { queuedAt: 20, outcome: 'rejected' }),
  span('page 3', 100, 120, { queuedAt: 0, outcome: 'cancelled' }),
  span('page 4', 100, 200, { outcome: 'unfinished' }),
);

describe('drawSvg', () => {
  test('tells each task to those who hear it', () => {
    const elements = read(drawSvg(tasks));

    expect(elements[0]!.attributes).toMatchObject({
      role: 'graphics-document document',
      'aria-roledescription': 'timeline',
      'aria-label': 'by hand: 4 started',
    });
    expect(heard(elements)).toMatchInlineSnapshot(`
     [
       "page 1: 0 ms to 100 ms, done",
       "page 2: 40 ms to 80 ms, queued 20 ms, failed",
       "page 3: 100 ms to 120 ms, queued 100 ms, cancelled",
       "page 4: 100 ms to 200 ms, unfinished",
     ]
    `);
    expect(items(elements).map((item) => textIn(item.children[0] as XmlElement))).toEqual(heard(elements));
    expect(heard(read(drawSvg(trace(...requests))))).toMatchInlineSnapshot(`
     [
       "https://usegalaxy.org: 0 ms to 1500 ms, looking up 100 ms, connecting 100 ms, securing 100 ms, sending 100 ms, waiting 500 ms, receiving 600 ms, done",
       "https://stalls.example: 0 ms to 2000 ms, connecting 40 ms, waiting 1960 ms, timed out",
       "https://down.example: 0 ms to 2000 ms, connecting 2000 ms, timed out",
       "https://breaks.example: 0 ms to 700 ms, waiting 350 ms, receiving 350 ms, failed",
       "https://left.example: 0 ms to 1000 ms, connecting 500 ms, sending 500 ms, cancelled",
     ]
    `);
  });

  test('draws bars to scale', () => {
    const elements = read(drawSvg(tasks, { width: 524 }));

    const bars = ofClass(items(elements).flatMap(elementsIn), 'lanes-running').filter(({ name }) => name === 'rect');
    const left = bars.map(({ attributes: { x, width } }) => [Number(x), Number(width)]);
    // However many there are to a millisecond.
    const pixels = left[0]![1]! / 100;
    expect(left.map(([x, width]) => [Math.round(x! / pixels), Math.round(width! / pixels)])).toEqual([
      [0, 100],
      [40, 40],
      [100, 20],
      [100, 100],
    ]);
  });

  test('tells the phases of requests apart, and explains those that occur', () => {
    const elements = read(drawSvg(trace(...requests)));
    const [first] = items(elements);

    const bars = elementsIn(first!).filter(({ name }) => name === 'rect');
    expect(bars.map(({ attributes }) => attributes['class'])).toEqual(
      ['looking-up', 'connecting', 'securing', 'sending', 'waiting', 'receiving'].map((name) => `lanes-${name}`),
    );
    expect(textIn(elements[0]!)).toContain(
      'looking upconnectingsecuringsendingwaitingreceiving!failedTtimed out×cancelled',
    );
    expect(textIn(readXml(drawSvg(trace(span('a', 0, 5)))))).toMatch(/running$/);
  });

  test('shows how tasks ended by more than colour', () => {
    const marks = ofClass(read(drawSvg(trace(...requests))), 'lanes-mark').map(textIn);

    expect(marks).toEqual(['T', 'T', '!', '×']);
    expect(ofClass(read(drawSvg(tasks)), 'lanes-end')).toHaveLength(1);
  });

  test('has lanes as rows, the names of tasks in them', () => {
    const elements = read(drawSvg(trace(span('a', 0, 10), span('b', 0, 4), span('c', 4, 10)), { rows: 'lanes' }));

    expect(ofClass(elements, 'lanes-name').map(textIn)).toEqual(['a', 'b', 'c']);
    expect(textIn(elements[0]!)).toContain('lane 1');
  });

  test('counts what is beyond its height', () => {
    const many = trace(...Array.from({ length: 3000 }, (_, i) => span(`task ${i}`, i, i + 2, { lane: i % 2 })));

    expect(items(read(drawSvg(many)))).toHaveLength(50);
    expect(textIn(readXml(drawSvg(many)))).toContain('… 2950 more tasks');
    expect(items(read(drawSvg(many, { height: Infinity })))).toHaveLength(3000);
    expect(items(read(drawSvg(many, { rows: 'lanes' })))).toHaveLength(3000);
    expect(
      textIn(
        readXml(
          drawSvg(trace(...Array.from({ length: 5 }, (_, lane) => span('a', 0, 1, { lane }))), {
            rows: 'lanes',
            height: 4,
          }),
        ),
      ),
    ).toContain('… 1 more lane');
  });

  test('shows work that never started, and draws on steps what happened at one instant', () => {
    const recorder = new Recorder(() => 7);
    const [a, b] = ['a', 'b'].map((label) => recorder.queue({ source: { kind: 'pool', name: 'p' }, label, input: 0 }));
    a!.start(0);
    a!.end('fulfilled');
    b!.cancel();
    const svg = drawSvg(recorder.close());

    expect(heard(read(svg))).toEqual(['a: 7 ms to 7 ms, done', 'b: never started, until 7 ms, cancelled']);
    expect(textIn(readXml(svg))).toContain('1 steps, all at 7 ms');
  });

  test('says so when there is nothing to draw', () => {
    expect(textIn(readXml(drawSvg(trace())))).toContain('nothing was recorded');
  });

  test('may stand in a page beside others: no ids, no style for anything else, nothing loaded', () => {
    const svg = drawSvg(trace(...requests));
    const style = textIn(read(svg).find(({ name }) => name === 'style')!);

    expect(svg).not.toMatch(/ id=|url\(|href|@import|<script/);
    expect(
      style.split('\n').filter((line) => !/^(@media \(prefers-color-scheme:dark\)\{)?\.lanes-timeline/.test(line)),
    ).toEqual([]);
  });

  test('never takes a name for markup, whatever is in it', () => {
    const hostile = fc.constantFrom(
      '</text><script>alert(1)</script>',
      '" onload="alert(1)',
      "'><b>",
      '&lt;&#x3c;',
      ']]>',
      '<!--',
      '\u202egnp.exe',
    );
    const name = fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.string());
    const known = new Set(['svg', 'title', 'style', 'g', 'rect', 'path', 'text', 'circle']);

    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), name, fc.constantFrom('tasks', 'lanes'), (names, title, rows) => {
        const source = { kind: 'pool', name: title } as const;
        const elements = read(
          drawSvg(trace(...names.map((label, i) => span(label, i, i + 3, { source }))), { title, rows }),
        );

        expect(elements.filter((one) => !known.has(one.name))).toEqual([]);
        expect(
          elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => key.startsWith('on')),
        ).toEqual([]);
        expect(items(elements)).toHaveLength(names.length);
        expect(drawSvg(trace(span(title, 0, 1)))).not.toMatch(/[^\P{Cc}\t\n\r\x7f-\x9f]|[\u202a-\u202e]/u);
      }),
    );
  });

  test('draws any recording within its frame, at any width', () => {
    fc.assert(
      fc.property(
        anyTrace(),
        fc.integer({ min: 320, max: 2000 }),
        fc.constantFrom('tasks', 'lanes'),
        (recorded, width, rows) => {
          const svg = drawSvg(recorded, { width, rows });
          const elements = read(svg);
          const bars = items(elements)
            .flatMap(elementsIn)
            .filter(({ name }) => name === 'rect');

          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          expect(
            bars.filter(({ attributes: { x, width: long } }) => Number(x) < 0 || Number(x) + Number(long) > width),
          ).toEqual([]);
          expect(drawSvg(recorded, { width, rows })).toBe(svg);
        },
      ),
    );
  });

  test.each([[{ width: 319 }], [{ height: 1 }], [{ rows: 'x' }], [{ title: 1 }], [{ colour: 'red' }], [null]])(
    'refuses %j',
    (options) => {
      expect(() => drawSvg(trace(), options as never)).toThrow(/^Expected `(width|height|rows|title|options)` to be /);
    },
  );

  test('refuses what it cannot draw', () => {
    expect(failureOf(() => void drawSvg(1 as never))).toContain('a run, a trace, a slow server or an array of them');
  });
});
