/**
 * The Jest setup file: one line in `setupFilesAfterEnv`, or `withLanes` / the preset, which add it.
 *
 * It puts the delegating functions in place before any module of the test file loads, and takes them out when the file
 * is over. What it loads is paid for by every test file, so it loads nothing else until it is used.
 */
import { expect } from '@jest/globals';
import { registerMatchers } from './matchers/register';
import { shared } from './realm';
import { beforeTests } from './references/before-tests';
import { forgetServers, keepServers } from './servers/registry';
import { followTests } from './simulate/follow-tests';
import { testAround } from './simulate/test-around';
import { endLeftOver } from './simulate/under-way';
import { installDelegates, uninstallDelegates } from './time/delegates';

installDelegates();
testAround.isSetUp = true;
registerMatchers(expect);

function fileOver(): void {
  endLeftOver();
  uninstallDelegates();
}

// The environment calls this in its own teardown, after everything else.
shared('teardown', () => fileOver);

function testBegins(): void {
  keepServers();
  beforeTests.rememberModules();
}

followTests({ testBegins, testOver: endLeftOver, testEnded: forgetServers, fileOver });

export type { LanesAsymmetricMatchers, LanesMatchers } from './matchers/types';
