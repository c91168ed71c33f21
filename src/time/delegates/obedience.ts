import { obedientChildren } from '../work/children';
import { listen } from '../work/loopback';
import { obedientSockets } from '../work/sockets';
import { obedientThreads } from '../work/threads';
import { abortAfter } from './abort-signal';
import { atomicsWait } from './atomics';
import { dateNow } from './date-now';
import { obedientFetch } from './fetch';
import { hrtime, hrtimeBigint, performanceNow } from './performance';
import { random } from './random';
import { socketTimeout } from './socket-timeout';
import { obedientTimers } from './timers';
import { obedientPromises } from './timers-promises';

/** What takes the place of each of Node's functions: given Node's, each makes one that obeys the clock in force. */
export const obedience = {
  ...obedientTimers,
  ...obedientPromises,
  dateNow,
  performanceNow,
  hrtime,
  hrtimeBigint,
  abortAfter,
  atomicsWait,
  socketTimeout,
  random,
  fetch: obedientFetch,
  ...obedientThreads,
  ...obedientChildren,
  ...obedientSockets,
  listen,
};

export type Obedience = typeof obedience;
