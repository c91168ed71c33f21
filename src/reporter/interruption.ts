const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls back once if this process is about to end: by a signal, or because somebody calls `process.exit`. What is done
 * then must be done at once. Everybody else who listens for the signal is heard as before, and without any it ends the
 * process as before.
 *
 * @returns what stops listening.
 */
export function beforeTheEnd(save: () => void): () => void {
  const stops: (() => void)[] = [];
  const stop = (): void => {
    for (const one of stops.splice(0)) one();
  };
  const saveOnce = (): void => {
    stop();
    save();
  };
  process.once('exit', saveOnce);
  stops.push(() => process.off('exit', saveOnce));
  for (const signal of SIGNALS) {
    const heard = (): void => {
      saveOnce();
      // Nobody is left who listens, so once more it does what it does by default.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    // Before the others, who may look whether they are the last ones.
    process.prependOnceListener(signal, heard);
    stops.push(() => process.off(signal, heard));
  }
  return stop;
}
