import { performance } from 'node:perf_hooks';
import threads, { MessageChannel } from 'node:worker_threads';

/** What a module takes of Node's own modules as it loads. */
const now = performance.now.bind(performance);
const Channel = MessageChannel;

/** How long a timer takes by what was taken, and whether the ports that it makes are seen. */
export async function elapsed(ms: number): Promise<readonly [tookMs: number, isSeen: boolean]> {
  const began = now();
  await new Promise((wake) => setTimeout(wake, ms));
  return [now() - began, Channel === threads.MessageChannel];
}
