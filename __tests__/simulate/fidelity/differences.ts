import { type Programs, sleep } from './program';

/** Programs of which a simulation says something else than plain Node, and why. */
export const differences: Programs = {
  // A simulation lets all that follows an event come to rest before the next event of that instant, on every engine.
  'an immediate set by the first of two timers of one instant': async ({ log }) => {
    setTimeout(() => {
      log('a');
      setImmediate(log, 'a: immediate');
    }, 20);
    setTimeout(log, 20, 'b');
    await sleep(40);
  },

  // The same: Node sees to the ticks of a callback that threw only after the other timers of that instant.
  'a tick set by a timer that throws, before another of that instant': async ({ log, hear }) => {
    hear('uncaughtException', () => log('uncaught'));
    setTimeout(() => {
      process.nextTick(log, 'tick');
      throw new Error('a');
    }, 20);
    setTimeout(log, 20, 'b');
    await sleep(40);
  },

  // Late timers are native immediates in a simulation, so they queue behind those which were set before.
  'late timers, and an immediate set by an immediate before it blocks': async ({ log, block }) => {
    setTimeout(log, 20, 'late');
    setImmediate(() => {
      setImmediate(log, 'immediate');
      block(60);
    });
    await sleep(80);
  },
};

/** What is said of each. */
export const sayings: Readonly<Record<string, { readonly plain: string[]; readonly simulated: string[] }>> = {
  'an immediate set by the first of two timers of one instant': {
    plain: ['a', 'b', 'a: immediate'],
    simulated: ['a', 'a: immediate', 'b'],
  },
  'a tick set by a timer that throws, before another of that instant': {
    plain: ['uncaught', 'b', 'tick'],
    simulated: ['uncaught', 'tick', 'b'],
  },
  'late timers, and an immediate set by an immediate before it blocks': {
    plain: ['late', 'immediate'],
    simulated: ['immediate', 'late'],
  },
};
