import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PicturedTask } from '../../src/timeline/picture';
import { readPicture } from '../../src/timeline/read-picture';
import { endOf, writePicture } from '../../src/timeline/write-picture';
import { failureOf } from '../matchers/failure';

const read = (text: string) => readPicture(text).tasks;

describe('a picture', () => {
  test.each<[string, PicturedTask]>([
    ['a  |--900--|', { name: 'a', begins: 0, ran: 900, end: '|' }],
    ['a  |300|', { name: 'a', begins: 0, ran: 300, end: '|' }],
    ['a  |==0.25###!', { name: 'a', begins: 0, ran: 0.25, end: '!' }],
    ['a  |2000ms-T', { name: 'a', begins: 0, ran: 2000, end: 'T' }],
    ['a  |-1.5s-x', { name: 'a', begins: 0, ran: 1500, end: 'x' }],
    ['a  |-?->', { name: 'a', begins: 0, ran: '?', end: '>' }],
    ['a  |-5-?', { name: 'a', begins: 0, ran: 5, end: '?' }],
    ['a  |??', { name: 'a', begins: 0, ran: '?', end: '?' }],
    ['a  900 |5|', { name: 'a', begins: 900, ran: 5, end: '|' }],
    ['a    ?    |5|', { name: 'a', begins: '?', ran: 5, end: '|' }],
    ['a  ..300..|5|', { name: 'a', begins: 0, waited: 300, ran: 5, end: '|' }],
    ['a  .300. |5|', { name: 'a', begins: 0, waited: 300, ran: 5, end: '|' }],
    ['a  10 .12.5..|5|', { name: 'a', begins: 10, waited: 12.5, ran: 5, end: '|' }],
    ['a  ..?..|5|', { name: 'a', begins: 0, waited: '?', ran: 5, end: '|' }],
    ['a  ..300..x', { name: 'a', begins: 0, waited: 300, end: 'x' }],
    ['a  7 ..300..>', { name: 'a', begins: 7, waited: 300, end: '>' }],
    ['GET /api/version  |5|', { name: 'GET /api/version', begins: 0, ran: 5, end: '|' }],
    ['page 1\t|5|', { name: 'page 1', begins: 0, ran: 5, end: '|' }],
    ['"two  spaces and \\"\\n"  |5|', { name: 'two  spaces and "\n', begins: 0, ran: 5, end: '|' }],
    ['日本  |5|', { name: '日本', begins: 0, ran: 5, end: '|' }],
  ])('says in %j what ran when', (text, task) => {
    expect(read(text)).toEqual([task]);
  });

  test('may be indented, and have lines without anything, and one that stands for others', () => {
    const text = `

      a   |--10--|

      bcd |--20--|
      ...
    `.replace('bcd |', 'bcd  |');

    expect(readPicture(text)).toEqual({
      isPartial: true,
      tasks: [expect.objectContaining({ name: 'a' }), expect.objectContaining({ name: 'bcd' })],
    });
    expect(readPicture('a  |1|').isPartial).toBe(false);
  });

  test('whose bars begin where their names end need not be aligned', () => {
    expect(read('a  |300|\nbcd  |300|\nef  |300|').map(({ begins }) => begins)).toEqual([0, 0, 0]);
    expect(read('a  |300|\nb       300 |300|').map(({ begins }) => begins)).toEqual([0, 300]);
  });

  test('that seems to say with columns when something began is refused', () => {
    expect(failureOf(() => read('a   |300|\nb         |300|'))).toMatchInlineSnapshot(`
     "Line 2 of \`picture\`, column 11, begins further right than other lines and does not say when.
     Columns count for nothing: put the time in front of it, as \`b  900 |--300--|\`, or begin where the others do."
    `);
  });

  test('written back to scale says the same', () => {
    const ms = fc.oneof(
      fc.nat(9999),
      fc.nat(99_999).map((n) => n / 8),
      fc.constant('?' as const),
    );
    const name = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('...', ' a', 'a  b', '"', '', 'a\u3000b', 'a\u00a0b'),
    );
    const ran = fc.record(
      { ran: ms, end: fc.constantFrom('|', '!', 'T', 'x', '>', '?') },
      { requiredKeys: ['ran', 'end'] },
    );
    const began = fc.record({ name, begins: ms, waited: ms }, { requiredKeys: ['name', 'begins'] });
    const never = fc.record({ name, begins: ms, waited: ms, end: fc.constantFrom('x', '>', '?') });
    const any = fc.oneof(
      fc.tuple(began, ran).map(([one, other]): PicturedTask => ({ ...one, ...other })),
      never as fc.Arbitrary<PicturedTask>,
    );

    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), fc.nat(40), (tasks, margin) => {
        const until = Math.max(...tasks.map(endOf));
        const lines = writePicture(tasks, until, margin);

        expect(lines.flatMap((line) => read(line))).toEqual(tasks);
      }),
    );
  });

  test.each([
    '',
    '...',
    'usegalaxy.org |--900--|',
    'a',
    'a  900',
    'a  |--|',
    'a  |--900--',
    'a  |--900--| later',
    'a  |--900--%',
    'a  ..300|5|',
    'a  ....|5|',
    'a  ..300..|',
    'a  ..300..',
    'a  ..300..!',
    'a  |5|\n\n  b  =====|',
    '  "C:\\q"  |5|',
    '"a\tb"  |5|',
    '             0           50           100\n  page 1     ========|',
  ])('%j is none', (text) => {
    expect(failureOf(() => read(text))).toMatchSnapshot();
  });
});
