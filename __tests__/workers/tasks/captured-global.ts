/** What a module takes of Node's globals as it loads. */
const now = performance.now.bind(performance);
const Channel = MessageChannel;

/** How long a timer takes by what was taken, and whether the ports that it makes are seen. */
export async function elapsed(ms: number): Promise<readonly [tookMs: number, isSeen: boolean]> {
  const began = now();
  await new Promise((wake) => setTimeout(wake, ms));
  return [now() - began, Channel === MessageChannel];
}
