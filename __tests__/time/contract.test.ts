import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/**
 * The tests behind each line of docs/clock.md, by the line's id: a file of this folder's parent, and what its tests, or
 * the cases of its tests, are called.
 */
const TESTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  V1: {
    'time/delegates/timers': [
      'fires once, at its delay, with its arguments and itself as `this`',
      'fires again and again, until it is cleared, also by its own callback',
      'reads a delay of %p as Node does, as %p',
    ],
    'time/duration': ['of any number up to 2³¹−1 is what Node makes of it'],
  },
  V2: { 'time/delegates/timers': ['of node:timers, and one that was captured early, obey the clock too'] },
  V3: {
    'time/delegates/timers': [
      'starts anew with `refresh`, from the instant at which that is called',
      'tells whether it keeps a process alive, and fires either way',
      'is a number when one is asked for, the same each time and another for each timer',
      'is disposed of at the end of its block',
      'timer.close()',
      'the native clearTimeout, which core modules captured',
    ],
  },
  V4: {
    'time/delegates/timers-promises': [
      'gives its value at its instant, also when captured early',
      'gives a turn at each of its instants',
      'scheduler.wait waits on the clock, scheduler.yield does not',
      'heeds a signal that aborts meanwhile, at that instant, and leaves no timer',
      'setTimeout, aborted meanwhile',
    ],
    'time/delegates/timers': ['promisified gives its value at its instant, also if it was promisified early'],
  },
  V5: {
    'time/delegates/abort-signal': [
      'aborts at its instant, with the TimeoutError of Node',
      'takes part in AbortSignal.any, where the first to abort counts',
    ],
  },
  V6: {
    'time/delegates/date': [
      'begins at 2000-01-01T00:00:00.000Z',
      'tells an hour later by %s',
      'each is an instance of the other, inside and outside',
      'it has the same statics, name, length and prototype',
    ],
  },
  V7: { 'time/delegates/performance': ['begin at 0, on every door to them'] },
  V8: {
    'time/delegates/performance': [
      'begin at 0, on every door to them',
      'move together with Date and clock.now, whatever time passes',
    ],
  },
  V9: {
    'time/delegates/socket-timeout': [
      'times out at its instant',
      'starts anew whenever bytes move',
      'is set by the `timeout` option of net.connect, too',
    ],
  },
  V10: {
    'time/delegates/socket-timeout': [
      'the `timeout` option trips at its instant on a server that never answers',
      'so does request.setTimeout',
      'and the `timeout` option of an agent that keeps its sockets',
      'server.setTimeout trips at its instant on a client that says nothing',
    ],
  },
  V11: {
    'time/delegates/random': [
      'draws from seed 1 unless another is given',
      'draws the same however much the others draw, the body included',
      "is left alone by `random: 'real'`",
    ],
  },
  V12: { 'time/delegates/atomics': ['inside a simulation blocks the loop for as long as it waits in vain'] },
  V13: {
    'time/delegates/fetch': ['%s asks the declared servers, on the clock', 'asks this machine itself for real'],
  },
  V14: {
    'servers/http-client': ['sees each phase at its exact millisecond'],
    'servers/fetch-client': ['has the head at the first byte and the body at the last, to the millisecond'],
  },
  V15: { 'time/delegates/timers': ['runs before time moves, in order, however many follow one another'] },
  V16: { 'time/delegates/timers': ['are never faked: they run in their own order, and take no time'] },
  V17: { 'time/delegates/timers': ['an interval of timers/promises', 'a timer that is refreshed elsewhere'] },

  R1: {
    'time/stays-real': [
      'performance.timeOrigin',
      'performance.mark',
      'performance.measure',
      'performance.toJSON',
      'performance.eventLoopUtilization',
    ],
  },
  R2: { 'time/stays-real': ['Event.timeStamp'] },
  R3: { 'time/stays-real': ['process.uptime', 'process.cpuUsage', 'os.uptime'] },
  R4: {
    'time/stays-real': [
      'Intl.DateTimeFormat without a date',
      'a date that is given to Intl or to a toLocaleString is worded as it is',
    ],
  },
  R5: { 'time/stays-real': ['Temporal.Now, where there is one'] },
  R6: {
    'time/stays-real': ['a file that is written', 'File.lastModified', 'the Date header of a real HTTP server'],
  },
  R7: { 'time/stays-real': ['another realm', 'a worker thread', 'a child process'] },
  R8: { 'time/stays-real': ["a child process's `timeout` option, which holds the clock"] },
  R9: { 'time/stays-real': ['the time-outs of http2', 'Atomics.waitAsync'] },
  R10: { 'time/stays-real': ['crypto is always random, whatever the seed'] },

  H1: {
    'time/work/real-operations': ['fs.promises.readFile, 20 MB', 'fs.createReadStream, 20 MB'],
    'time/work/conversations': ['a watcher of files'],
  },
  H2: { 'time/work/real-operations': ['dns.lookup'], 'time/datagrams': ['waits for a DNS query'] },
  H3: {
    'time/work/real-operations': ['crypto.pbkdf2', 'subtle.digest, 20 MB'],
    'time/work/conversations': ['synchronous crypto'],
  },
  H4: {
    'time/work/real-operations': ['zlib.gzip, 20 MB'],
    'time/work/conversations': ["a gunzip that waits for a slow body's next chunk"],
  },
  H5: {
    'time/work/real-operations': ['a child process, to its exit'],
    'time/work/conversations': [
      'a message to a child process',
      "bytes on a child's standard input",
      'a child process that has answered',
    ],
  },
  H6: {
    'time/work/real-operations': ['a worker thread, to its first message'],
    'time/work/conversations': [
      'a message to a worker thread, the %s time',
      'a thread that is told to end',
      'a worker thread that has answered',
      'a worker thread that starts and only listens',
    ],
  },
  H7: {
    'time/work/conversations': [
      'a message through a port that leads to another thread',
      'a port to another thread, and one within this thread',
    ],
  },
  H8: {
    'time/work/conversations': [
      'bytes on a socket to another process',
      'an open socket, and a server that listens',
      'a socket within this process whose server says nothing',
    ],
  },
  H9: {
    'time/work/real-operations': ['http.get, server in another process', 'fetch, server in another process'],
    'time/work/conversations': ['a request to a server of this process that never answers'],
  },
  H10: {
    'simulate/clock': [
      'keeps time from moving until it is let go',
      'is counted: time moves when the last is let go',
      'does not keep promises, immediates and tasks from running at this instant',
      'holds the starts of tasks: they are events',
    ],
  },
  H11: { 'time/virtual-clock': ['moves for intervals and timers without a reference as for any other'] },

  U1: {
    'time/datagrams': ['does not see a datagram that is owed', 'waits for a datagram while somebody holds it'],
  },

  O1: {
    'time/virtual-clock': [
      'what was asked for first comes first: a timer, a sleep, an event, a task',
      'a long timer that was armed sooner fires before a short one that was armed later',
    ],
    'time/event-queue': [
      'EventQueue gives everything back in the order of instants, and at one instant in the order of asking',
    ],
  },
  O2: {
    'time/virtual-clock': [
      'all that follows one event runs to quiet before the next event',
      'immediates run before the next event, and before time moves',
    ],
  },
  O3: { 'time/virtual-clock': ['each start of a task is an event of its own'] },
  O4: {
    'simulate/clock': [
      'lets run what can run now, without moving time',
      'resolves one at a time, first asked for first: all that follows runs before the next',
    ],
  },
  O5: { 'simulate/determinism': ['twenty times', 'also while other processes occupy the processors'] },
  O6: {
    'time/compute': [
      'lets time pass at once, while nothing else runs',
      'makes timers that fell due meanwhile fire late, in the order in which they were due',
      'makes late timers overtake one another as in Node, which fires all late ones of one delay together',
      'makes an interval skip the turns it missed',
    ],
  },
  O7: {
    'simulate/late-timers': [
      'of which one reads a file and the other hops from immediate to immediate',
      'that do whatever it may be',
      'a reader is through before the hopper begins',
    ],
    'simulate/set-aside': [
      'come to rest, with all that they leave behind, before the event that blocked the loop goes on',
      'that leave only promises and ticks behind follow one another',
      'come after real work that was asked for before',
    ],
  },

  S1: {
    'simulate/deadlock': [
      'fails within 50 ms of real time',
      'says at which instant, and lists tasks in flight and queued',
      'names the tasks of a pool that is nested in itself',
    ],
  },
  S2: {
    'simulate/limits': [
      'after so many events',
      'is a million events, a day, and a thousand firings at one instant, unless another is set',
    ],
  },
  S3: { 'simulate/limits': ['after so much virtual time'] },
  S4: { 'simulate/limits': ['after so many firings of what was armed at the instant at which it fires'] },
  S5: {
    'simulate/limits': ['after so much real time', 'of real time stays below the time limit of the test'],
    setup: ['a hold and a run-away end before the time limit of their test'],
  },
  S6: {
    'simulate/clock': [
      'that lasts too long fails the simulation, and names who holds, since when, from where, and what waits',
    ],
    'simulate/limits': ['of real time stays below the time limit of the test'],
    setup: ['a hold and a run-away end before the time limit of their test'],
  },
  S7: { 'simulate/limits': ['with a verdict if only intervals are left, naming each and where it was armed'] },
  S8: { 'simulate/limits': ['is stopped after a million reads, and named'] },
  S9: { 'time/immediates': ['that waits for virtual time to pass is stopped for good and named'] },
  S10: {
    'simulate/network': [
      'fails the simulation though the code swallowed its error, and names the declared servers',
      'is refused, and fails the simulation though the code swallowed its error',
    ],
  },
  S11: {
    'time/delegates/timers': [
      'in %s fails the simulation',
      "goes to the user's own uncaughtException listeners instead, as in Node",
    ],
  },

  E1: {
    'simulate/leaks': ['never fire: the simulation ends at that instant'],
    'simulate/simulate': ['has every span of the simulation, of all pools, tasks that never started apart'],
    'time/virtual-clock': ['is over with its simulation: what is armed on it afterwards never fires'],
  },
  E2: {
    'simulate/simulate': [
      'rejects with its own error, untouched, and runOf finds the run',
      'rejects also with what it throws synchronously',
    ],
  },
  E3: {
    'simulate/leaks': [
      'are a warning',
      "are an error with `leaks: 'error'`",
      "are nothing with `leaks: 'ignore'`",
      'are listed by `run.leaks` in any case, soonest first',
      'a timer without a reference',
      'AbortSignal.timeout',
    ],
  },
  E4: {
    'simulate/simulate': ['gives the realm back', 'leaves nothing behind: %s'],
    'simulate/refusal': ['may begin when the first is over, however it ended'],
  },
  E5: {
    'simulate/determinism': [
      'gives the same orders of starts and ends, where lengths tell them apart',
      'draws the same numbers for each task',
    ],
    'simulate/deadlock': ['anything on the real clock'],
    'simulate/clock': ['holds nothing on the real clock'],
  },

  J1: {
    'simulate/refusal': [
      'is refused inside the first',
      'is refused beside the first, which goes on',
      'is refused when it comes from another copy of the package',
    ],
  },
  J2: {
    'simulate/refusal': [
      'on at the start are refused',
      'switched on in the body end the simulation',
      'switched off again leave the clock in order (the old ones: %p)',
      'are not what a spy is: it sees the calls, and the clock is obeyed',
    ],
  },
  J3: { setup: ['go on as ever', 'are refused by simulate, also when they are switched off for a while'] },
  J4: { setup: ['a simulation inside test.concurrent is refused, even when it is alone'] },
  J5: {
    setup: [
      'fails and says so, if the simulation was not awaited',
      "fails with Jest's own time limit, and says that a simulation was under way",
      'leaves the next test clear',
    ],
  },
  J6: { setup: ['hooks may simulate, and never see the clock of a test that is over'] },
  J7: {
    setup: [
      'are gone from core modules when their test file is over',
      'call the native for ever after, where they were captured',
    ],
  },
  J8: {
    'simulate/refusal': [
      'of %s: the simulation is refused until it is over',
      'goes on in workers, whose clock is their own',
      'and does not fail the next',
    ],
  },
};

const page = readFileSync(join(__dirname, '../../docs/clock.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const cells = rows.map((row) => row.split('|').map((cell) => cell.trim())).filter(([, id]) => !/^(id|-+)$/.test(id!));
const ids = cells.map(([, id]) => id!);

/** All texts in a test file, among them the titles of its tests and the names of their cases. */
function textsIn(file: string): ReadonlySet<string> {
  const code = readFileSync(join(__dirname, '..', `${file}.test.ts`), 'utf8');
  const texts = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) texts.add(node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  return texts;
}

describe('each line of docs/clock.md', () => {
  test('has an id of its own', () => {
    expect(ids.filter((id) => !/^[A-Z]\d+$/.test(id))).toEqual([]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('has tests, and no other line has', () => {
    expect(ids).toEqual(Object.keys(TESTS));
  });

  test.each(Object.entries(TESTS))('%s has its tests where they are said to be', (_id, files) => {
    const missing = Object.entries(files).flatMap(([file, titles]) => {
      const texts = textsIn(file);
      return titles.filter((title) => !texts.has(title)).map((title) => `${file}: ${title}`);
    });

    expect(missing).toEqual([]);
  });
});
