/** What a module that is none of ES imports. */
const taken = (async () => {
  const { performance } = await import('node:perf_hooks');
  const { default: threads, MessageChannel: Channel } = await import('node:worker_threads');
  return { now: performance.now.bind(performance), threads, Channel };
})();

/** How long a timer takes by what was taken, and whether the ports that it makes are seen. */
exports.elapsed = async (ms) => {
  const { now, threads, Channel } = await taken;
  const began = now();
  await new Promise((wake) => globalThis.setTimeout(wake, ms));
  return [now() - began, Channel === threads.MessageChannel];
};
