import { abortPrograms } from './aborts';
import { blockedPrograms } from './blocked';
import { contextPrograms } from './context';
import { errorPrograms } from './errors';
import { loopbackPrograms } from './loopback';
import type { Programs } from './program';
import { promisePrograms } from './promises';
import { streamPrograms } from './streams';
import { timerPrograms } from './timers';

/** Every small program, by name. */
export const programs: Programs = {
  ...timerPrograms,
  ...promisePrograms,
  ...abortPrograms,
  ...blockedPrograms,
  ...errorPrograms,
  ...contextPrograms,
  ...streamPrograms,
  ...loopbackPrograms,
};
