/**
 * The Jest setup file: one line in `setupFilesAfterEnv`, or `withLanes` / the preset, which add it.
 *
 * It puts the delegating functions in place before any module of the test file loads, and takes them out when the file
 * is over. What it loads is paid for by every test file, so it loads nothing else until it is used.
 */
import { expect } from '@jest/globals';
import type * as Handover from './handover';
import { runFolder, sayWhereIRun } from './handover/run-folder';
import { registerMatchers } from './matchers/register';
import { tellOfRecording } from './observe/real-recording';
import { beginStretch, endStretch, putBack } from './observe/stretch';
import { shared } from './realm';
import { beforeTests } from './references/before-tests';
import { forgetServers, keepServers } from './servers/registry';
import type * as Serializer from './snapshot-serializer';
import { followTests } from './simulate/follow-tests';
import { testAround } from './time/test-around';
import { endLeftOver } from './simulate/under-way';
import { installDelegates, uninstallDelegates } from './time/delegates';
import { endForgottenLanes } from './workers/open-lanes';
import { isDrawable } from './timeline/is-drawable';
import { listen, tellFileOver, tellTestOver } from './trace/listener';

installDelegates();
testAround.isSetUp = true;
registerMatchers(expect);
expect.addSnapshotSerializer({
  test: isDrawable,
  serialize: (value, config, indentation) => {
    // What draws is loaded when the first timeline comes.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const serializer = require('./snapshot-serializer') as typeof Serializer;
    return serializer.serialize(value, config, indentation);
  },
});

const folder = runFolder();
if (folder !== undefined) {
  sayWhereIRun(folder, expect.getState().testPath ?? '');
  // What writes runs down is loaded when there is one.
  listen(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { HandOver } = require('./handover') as typeof Handover;
    return new HandOver(folder, () => expect.getState());
  });
}

function testBegins(): void {
  keepServers();
  beforeTests.rememberModules();
  beginStretch();
}

function testEnded(): void {
  tellOfRecording();
  tellTestOver();
  forgetServers();
  endStretch();
}

async function fileOver(): Promise<void> {
  endLeftOver();
  tellOfRecording();
  tellTestOver();
  putBack();
  await endForgottenLanes();
  tellFileOver();
  uninstallDelegates();
}

// The environment calls this in its own teardown, after everything else.
shared('teardown', () => fileOver);

followTests({ testBegins, testOver: endLeftOver, testEnded, fileOver });

export type { LanesAsymmetricMatchers, LanesMatchers } from './matchers/types';
