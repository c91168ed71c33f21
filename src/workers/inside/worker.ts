import { packError } from '../../crossing/pack';
import { bug } from '../../errors';
import { takeOverFolders } from '../../references/configuration-digest';
import { loadProject } from '../../references/load-project';
import { loadTask } from '../../references/load-task';
import { knownProject } from '../../references/project';
import type { TaskReference } from '../../references/task-reference';
import type * as NockDoorModule from '../../servers/nock-door';
import { installAsLoaded } from '../../time/delegates/as-loaded';
import { testAround } from '../../time/test-around';
import { LANE_MARK } from '../../time/work/lane-mark';
import { Channel, type Sent } from '../channel';
import { type FlatOrder, type FlatReply, flatReply, fromFlatOrder } from '../flat';
import { IN_PROCESS } from '../process-files';
import type { Beginning, Instruction, LaneSettings, Reply } from '../protocol';
import { askThrough } from './ask-pool';
import { leaveWordAtTheEnd } from './farewell';
import { keepFunction } from './kept-functions';
import { captureOutput } from './output';
import { Session } from './session';
import { workerFacts } from './worker-facts';

const DONE = Promise.resolve<Reply>({ log: [] });

type Loading = Extract<Instruction, { do: 'load' }>;

let session: Session | undefined;
let isProjectLoaded: Promise<void> | undefined;
let settings: LaneSettings;
let channel: Channel;

/** Called by jest-worker before the first step. Never fails: whatever goes wrong is told with the first function. */
export function setup(given: LaneSettings): void {
  settings = given;
  channel = new Channel(isThread() ? undefined : IN_PROCESS.message);
  testAround.isWorker = true;
  knownProject.modules = given.project;
  askThrough(given.slot);
  // It marks this worker, and none that a task may start.
  Reflect.deleteProperty(process.env, LANE_MARK);
  leaveWordAtTheEnd(given.slot);
  captureOutput();
  process.on('disconnect', () => process.exit(1));
  // Before any module of the user's loads, so that one which captures a timer early still obeys.
  installAsLoaded();
}

/** Takes one step and says what came of it, once this lane is quiet. */
export function step(instruction: Sent<Instruction>): Promise<Sent<Reply> | FlatReply> {
  return answered(channel.received(instruction));
}

/** The same, for quick tasks. */
export function run(...order: FlatOrder): Promise<Sent<Reply> | FlatReply> {
  return answered(fromFlatOrder(order));
}

/** No async function, nor the next one: for a quick task each promise counts. */
function answered(instruction: Instruction): Promise<Sent<Reply> | FlatReply> {
  return take(instruction).then((reply) => flatReply(reply) ?? channel.sent(reply));
}

function take(instruction: Instruction): Promise<Reply> {
  switch (instruction.do) {
    case 'load':
      return load(instruction);
    case 'expect servers': {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: only servers need it
      const { loadNock } = require('../../servers/nock-door') as typeof NockDoorModule;
      loadNock();
      return DONE;
    }
    case 'begin':
      begin(instruction);
      return DONE;
    case 'declare':
      session?.declare(instruction.servers);
      return DONE;
    case 'finish': {
      const ended = session;
      session = undefined;
      return ended === undefined ? DONE : Promise.resolve(ended.finish());
    }
    default:
      if (session === undefined) throw bug('a step was taken before its simulation began', instruction);
      return session.take(instruction);
  }
}

/** Called by jest-worker when the lane is closed. */
export function teardown(): void {
  process.exit(0);
}

/** To ask `node:worker_threads` would load it in each process. */
const isThread = (): boolean => 'memory' in settings.slot;

function begin({ session: facts, servers }: Beginning): void {
  session?.finish();
  session = new Session(facts, servers, isThread());
}

async function load({ fn, reference, folders, begin: beginning, run: running }: Loading): Promise<Reply> {
  if (folders !== undefined) takeOverFolders(folders);
  const reply = await loaded(fn, reference);
  if (beginning !== undefined) begin(beginning);
  if (running === undefined || reply.notLoaded !== undefined) return reply;
  return { ...reply, ...(await take(running)) };
}

async function loaded(fn: number, reference: TaskReference): Promise<Reply> {
  try {
    await (isProjectLoaded ??= Promise.resolve(loadProject(settings.project)));
    keepFunction(fn, await loadTask(reference));
    return { log: [], worker: workerFacts(isThread()) };
  } catch (error) {
    return { log: [], notLoaded: packError(error) };
  }
}
