import net from 'node:net';
import { performance } from 'node:perf_hooks';
import { expect, test } from '@jest/globals';
import { left, sharedProperties } from './core-modules';

test('core modules are as Node made them again', () => {
  const now = sharedProperties();

  expect([...now].filter(([name, value]) => left.before?.get(name) !== value).map(([name]) => name)).toEqual([]);
  expect([...(left.before?.keys() ?? [])].filter((name) => !now.has(name))).toEqual([]);
  expect(Object.hasOwn(performance, 'now')).toBe(false);
});

test('what was captured from them calls the native', async () => {
  const { setTimeout, sleep, now, abortAfter, idle } = left.captured!;
  const began = now();

  await new Promise((resolve) => setTimeout(resolve, 5));
  await sleep(5);
  await new Promise((resolve) => abortAfter(5).addEventListener('abort', resolve));
  const socket = new net.Socket();
  await new Promise<void>((resolve) => idle.call(socket, 5, resolve));

  expect(now() - began).toBeGreaterThanOrEqual(18);
  expect(performance.now() - now()).toBeLessThan(100);
  socket.destroy();
});
