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

  // The same for late timers: the second might begin real work, and then the immediates of the first would race it.
  'an immediate set by the first of two late timers': async ({ log, block }) => {
    setTimeout(() => {
      log('a');
      setImmediate(log, 'a: immediate');
    }, 20);
    setTimeout(log, 40, 'b');
    block(60);
    await sleep(40);
  },

  // The same: what a late timer leaves behind comes to rest before the event that blocked the loop goes on.
  'immediates of a late timer and of what blocked the loop': async ({ log, block }) => {
    const hop = async (name: string): Promise<void> => {
      for (let count = 1; count <= 2; count += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        log(name, count);
      }
    };
    setTimeout(() => void hop('timer'), 20);
    setTimeout(() => {
      block(60);
      void hop('blocking');
    }, 10);
    await sleep(100);
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
  'an immediate set by the first of two late timers': {
    plain: ['a', 'b', 'a: immediate'],
    simulated: ['a', 'a: immediate', 'b'],
  },
  'immediates of a late timer and of what blocked the loop': {
    plain: ['blocking 1', 'blocking 2', 'timer 1', 'timer 2'],
    simulated: ['blocking 1', 'timer 1', 'timer 2', 'blocking 2'],
  },
  'late timers, and an immediate set by an immediate before it blocks': {
    plain: ['late', 'immediate'],
    simulated: ['immediate', 'late'],
  },
};
