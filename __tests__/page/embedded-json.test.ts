import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { embeddedJson } from '../../src/page/embedded-json';
import { htmlReport } from '../../src/page/html-report';
import { recordOf, reportOf } from './records';
import { span, trace } from '../../src/trace/build';
import { HOSTILE } from './sample';

const digest = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Texts made of what ends scripts and begins comments, among others. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<', '/', 'script', '>', '!--', '-->', ']]>', '&', '\u2028', '"', '\\', ' '))
    .map((all) => all.join('')),
);

test('embedded JSON says what the value is, and holds nothing that could end or open an element', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, anyText), (value) => {
      const json = embeddedJson(value);

      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    }),
  );
});

test('a page has the elements it is made of, whatever names are in its data', () => {
  const client = { script: 'run("</script>")', style: 'a{}' };
  const spans = Object.values(HOSTILE).map((name) => span(name, 0, 1));
  const html = htmlReport(
    reportOf([recordOf(trace(...spans), { file: HOSTILE.script, test: HOSTILE.comment })]),
    client,
  );

  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).not.toMatch(/<img|<!--/);
  const [, style, script] = /<style>(.*?)<\/style>[^]*<script>(.*?)<\/script>/.exec(html)!;
  expect(style).toBe('a{}');
  expect(script).toBe('run("<\\/script>")');
  expect(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)![1]).toBe(
    `default-src 'none'; script-src '${digest(script!)}'; style-src '${digest(style!)}'; base-uri 'none'; form-action 'none'`,
  );
});
