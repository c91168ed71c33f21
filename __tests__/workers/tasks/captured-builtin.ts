/** What a module takes of Node without `require`. */
const { performance } = process.getBuiltinModule('node:perf_hooks');
const threads = process.getBuiltinModule('worker_threads');
const now = performance.now.bind(performance);
const Channel = threads.MessageChannel;

/** How long a timer takes by what was taken, and whether the ports that it makes are seen. */
export async function elapsed(ms: number): Promise<readonly [tookMs: number, isSeen: boolean]> {
  const began = now();
  await new Promise((wake) => setTimeout(wake, ms));
  return [now() - began, Channel === threads.MessageChannel];
}
