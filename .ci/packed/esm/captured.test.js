import { execFile } from 'node:child_process';
import { get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as armTimer } from 'node:timers';
import { scheduler, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { galaxyServer, simulate } from 'jest-lanes';

// Native ES modules bind what they import when they are linked, long before a simulation begins.
const { now } = Date;
const capturedFetch = fetch;

test('timers and clocks that an ES module captured obey', async () => {
  const run = await simulate(async () => {
    await sleep(1000);
    await scheduler.wait(500);
    await new Promise((wake) => armTimer(wake, 500));
    return [now(), performance.now()];
  });

  expect(run.elapsed).toBe(2000);
  expect(run.value).toEqual([Date.UTC(2000, 0, 1) + 2000, 2000]);
});

test('clients that an ES module captured reach the simulated servers', async () => {
  const { origin } = galaxyServer('http://usegalaxy.org', { version: '24.1', firstByte: 300 });
  const url = `${origin}/api/version`;

  const run = await simulate(async () => {
    const body = await new Promise((resolve, reject) => {
      get(url, (response) => response.setEncoding('utf8').on('data', resolve)).on('error', reject);
    });
    return [JSON.parse(body), await (await capturedFetch(url)).json()].map((answer) => answer.version_major);
  });

  expect(run.elapsed).toBe(600);
  expect(run.value).toEqual(['24.1', '24.1']);
});

test.each([
  ['import()', (time) => import(`./captured-late.js?${time}`)],
  ['a child process', () => new Promise((resolve) => execFile('/bin/true', resolve))],
])('%s wins against a virtual timer of 30 s, 50 times of 50', async (_, operation) => {
  const winners = [];

  for (let time = 0; time < 50; time += 1) {
    const run = await simulate(() =>
      Promise.race([operation(time).then(() => 'operation'), sleep(30_000, 'timer', { ref: false })]),
    );
    winners.push(run.value);
  }

  expect(winners).toEqual(Array(50).fill('operation'));
});
