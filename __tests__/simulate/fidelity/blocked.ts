import { type Programs, sleep } from './program';

export const blockedPrograms: Programs = {
  'late timers of several delays': async ({ log, block }) => {
    setTimeout(log, 40, 'of 40, due at 40');
    setTimeout(log, 60, 'of 60, due at 60');
    await sleep(20);
    setTimeout(log, 60, 'of 60, due at 80');
    setTimeout(log, 80, 'of 80, due at 100');
    setTimeout(log, 40, 'of 40, due at 60 or so');
    block(120);
    await sleep(60);
  },

  'late timers, ticks and promises': async ({ log, block }) => {
    setTimeout(() => {
      log('a');
      process.nextTick(log, 'a: tick');
      void Promise.resolve().then(() => log('a: promise'));
      setTimeout(log, 30, 'armed by a');
    }, 20);
    setTimeout(log, 40, 'b');
    setTimeout(log, 60, 'c');
    block(80);
    setTimeout(log, 15, 'armed after the block');
    await sleep(60);
  },

  'late timers and an immediate': async ({ log, block }) => {
    setTimeout(() => {
      block(60);
      setImmediate(log, 'immediate');
      log('blocked');
    }, 20);
    setTimeout(log, 40, 'a');
    setTimeout(() => {
      log('b');
      setImmediate(log, 'b: immediate');
    }, 60);
    await sleep(120);
  },

  'late timers between the slices of a computation': async ({ log, block }) => {
    const heartbeat = setInterval(log, 30, 'heartbeat');
    setTimeout(log, 75, 'time-out');
    for (let slice = 1; slice <= 4; slice += 1) {
      block(50);
      log('slice', slice);
      await new Promise((resolve) => setImmediate(resolve));
    }
    clearInterval(heartbeat);
    log('done');
  },

  'late timers and immediates set around the block': async ({ log, block }) => {
    setTimeout(() => {
      setTimeout(log, 20, 'late');
      setImmediate(log, 'before');
      block(40);
      setImmediate(log, 'after');
      process.nextTick(() => setImmediate(log, 'in a tick'));
      void Promise.resolve().then(() => setImmediate(log, 'in a promise'));
    }, 20);
    await sleep(100);
  },

  'late timers and an immediate set by an immediate after it blocked': async ({ log, block }) => {
    setTimeout(log, 20, 'late');
    setImmediate(() => {
      block(60);
      setImmediate(log, 'immediate');
    });
    await sleep(80);
  },

  'late timers that clear each other': async ({ log, block }) => {
    setTimeout(() => {
      log('first');
      clearTimeout(second);
    }, 20);
    const second = setTimeout(log, 40, 'second');
    setTimeout(log, 60, 'third');
    block(80);
    await sleep(60);
  },

  'a late timer that blocks again': async ({ log, block }) => {
    setTimeout(() => {
      log('a');
      block(80);
    }, 20);
    setTimeout(log, 40, 'b: 40');
    setTimeout(log, 120, 'c: 120');
    setTimeout(log, 240, 'd: 240');
    await sleep(10);
    setTimeout(log, 90, 'e: 90');
    setTimeout(log, 40, 'f: 40');
    block(60);
    await sleep(260);
  },

  'a late interval': async ({ log, block }) => {
    let count = 0;
    const interval = setInterval(() => log('interval', (count += 1)), 40);
    block(150);
    setTimeout(log, 20, 'twenty after the block');
    setTimeout(log, 60, 'sixty after the block');
    await sleep(70);
    clearInterval(interval);
  },

  'an interval whose callback blocks': async ({ log, block }) => {
    let count = 0;
    const interval = setInterval(() => {
      log('interval', (count += 1));
      block(30);
      if (count === 3) clearInterval(interval);
    }, 60);
    setTimeout(log, 150, 'a hundred and fifty');
    setTimeout(log, 195, 'a hundred and ninety-five');
    await sleep(240);
  },

  'an interval whose callback blocks for longer than it': async ({ log, block }) => {
    let count = 0;
    const interval = setInterval(() => {
      log('interval', (count += 1));
      if (count === 1) block(100);
      if (count === 3) clearInterval(interval);
    }, 40);
    setTimeout(log, 60, 'sixty');
    setTimeout(log, 160, 'a hundred and sixty');
    await sleep(260);
  },

  'an interval whose callback blocks for longer than it each time': async ({ log, block }) => {
    let count = 0;
    const interval = setInterval(() => {
      log('interval', (count += 1));
      block(100);
      if (count === 3) clearInterval(interval);
    }, 40);
    setTimeout(log, 80, 'eighty');
    setTimeout(log, 200, 'two hundred');
    await sleep(400);
  },

  'blocked in an immediate': async ({ log, block }) => {
    setTimeout(log, 20, 'timeout');
    setImmediate(() => {
      log('immediate');
      block(40);
    });
    setImmediate(log, 'second immediate');
    await sleep(60);
  },

  'blocked by Atomics.wait': async ({ log }) => {
    setTimeout(log, 20, 'twenty');
    log(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60));
    setTimeout(log, 20, 'twenty after the block');
    await sleep(40);
  },

  'a time-out that falls due while blocked': async ({ log, block }) => {
    const signal = AbortSignal.timeout(20);
    signal.addEventListener('abort', () => log('abort'));
    setTimeout(log, 40, 'forty');
    block(60);
    log(signal.aborted);
    await sleep(40);
  },

  'steps of a chain and its time-out, all late': async ({ log, block }) => {
    const chain = sleep(20)
      .then(() => sleep(20))
      .then(() => 'chain');
    const single = sleep(40, 'single');
    setTimeout(() => block(100), 5);
    log(await Promise.race([chain, sleep(80, 'time-out')]));
    log(await Promise.race([single, sleep(80, 'time-out')]));
  },
};
