import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hearUncaught } from '../../src/simulate/hear-uncaught';
import { testAround } from '../../src/time/test-around';

let node: EventEmitter;
let log: string[];

beforeEach(() => {
  log = [];
  node = new EventEmitter();
  for (const event of ['uncaughtException', 'unhandledRejection', 'warning']) {
    node.on(event, (what: string) => log.push(`Jest: ${event} ${what}`));
  }
});

afterEach(() => {
  process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
});

/** Jest sets the process anew at each of its events, so it is put in place in the test itself. */
function hear(heard: () => void, nodeProcess: unknown = node): () => void {
  testAround.nodeProcess = nodeProcess as NodeJS.Process | null;
  return hearUncaught(heard);
}

const say = (text: unknown): void => void log.push(String(text));

describe('hearUncaught', () => {
  test('leaves an error to Jest when nobody listens', () => {
    hear(() => {});

    expect(node.emit('uncaughtException', 'error')).toBe(true);

    expect(log).toEqual(['Jest: uncaughtException error']);
  });

  test('gives an error to those who listen, and not to Jest', () => {
    hear(() => say('heard'));
    process.on('uncaughtException', say);

    expect(node.emit('uncaughtException', 'error')).toBe(true);

    expect(log).toEqual(['heard', 'error']);
  });

  test('gives an error once to a listener for one', () => {
    hear(() => {});
    process.once('uncaughtException', say);

    node.emit('uncaughtException', 'first');
    node.emit('uncaughtException', 'second');

    expect(log).toEqual(['first', 'Jest: uncaughtException second']);
  });

  test('makes a rejection that only listeners for uncaught errors could hear of such an error, by refusing it', () => {
    hear(() => {});
    process.on('uncaughtException', say);

    expect(node.emit('unhandledRejection', 'reason')).toBe(false);

    expect(log).toEqual([]);
  });

  test('gives a rejection to those who listen for it', () => {
    hear(() => {});
    process.on('uncaughtException', say);
    process.on('unhandledRejection', (reason) => say(`rejected: ${String(reason)}`));

    expect(node.emit('unhandledRejection', 'reason')).toBe(true);

    expect(log).toEqual(['rejected: reason']);
  });

  test('tells those who listen for it, else Jest, of a rejection that was handled late', () => {
    hear(() => {});
    node.on('rejectionHandled', () => say('Jest: rejectionHandled'));

    node.emit('rejectionHandled');
    process.once('rejectionHandled', () => say('mine'));
    node.emit('rejectionHandled');

    expect(log).toEqual(['Jest: rejectionHandled', 'mine']);
  });

  test('tells Jest what a listener throws', () => {
    hear(() => {});
    process.on('uncaughtException', () => {
      throw 'worse';
    });

    node.emit('uncaughtException', 'error');

    expect(log).toEqual(['Jest: uncaughtException worse']);
  });

  test('leaves all other events alone', () => {
    hear(() => say('heard'));

    node.emit('warning', 'old');

    expect(log).toEqual(['Jest: warning old']);
  });

  test('puts things back', () => {
    const { emit } = node;
    const stop = hear(() => {});
    expect(node.emit).not.toBe(emit);

    stop();

    expect(node.emit).toBe(emit);
  });

  test('does nothing where the test runner shows no process', () => {
    const stop = hear(() => {}, null);

    stop();

    expect(log).toEqual([]);
  });
});
