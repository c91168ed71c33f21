/** What people read in docstrings must be true and complete: their examples run here, as the pages' code does. */
import { describe, expect, jest, test } from '@jest/globals';
import { checkScenario } from '../../src/scenario/door';
import { type Exported, docstringsOf, exportsOf } from './docstrings';
import { runExample } from './example';
import { filesIn, pathOf } from './files';
import { exampleScope } from './scope';

// Examples of worker pools start workers, which compiles what they load.
jest.setTimeout(30_000);

const docstrings = filesIn('src', '.ts').flatMap(docstringsOf);

describe('the example of', () => {
  const examples = docstrings.flatMap(({ file, where, examples }) => examples.map((code) => ({ file, where, code })));

  test.each(examples)('$where runs, and gives what it says', async ({ file, code }) => {
    // What is declared beside an example is in scope, exported from the package or not.
    const ownFile = require(pathOf(file)) as object;

    // A scenario is a test itself, and this is inside of one: it is checked here, and run on its page.
    await runExample(code, { ...exampleScope(), ...ownFile, scenario: checkScenario });
  });
});

describe('every name that the package exports', () => {
  const exported = ['src/index.ts', 'src/config.ts', 'src/environment.ts'].flatMap(exportsOf);
  const docstringsFor = (one: Exported) =>
    docstrings.filter(({ file, name }) => file === one.file && name === one.name);

  test('says what it is', () => {
    const silent = exported.filter((one) => docstringsFor(one).every(({ text }) => text === ''));

    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('shows an example, if it is a function', () => {
    const bare = exported.filter((one) => {
      const found = docstringsFor(one);
      return found.some(({ isFunction }) => isFunction) && found.every(({ examples }) => examples.length === 0);
    });

    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});
