import { expected } from '../errors';
import { ANSWER_KEYS, type Answer, type ServerError, checkAnswer, overlay } from './answer';
import { type Content, contentOf } from './content';
import { type Delay, type Latency, drawDelay, isDelay } from './latency';
import { ROUTE_KEYS, type Route, type SimulatedRequest, checkRoute, describeRoute, takes } from './routes';

/** What a server does with the requests of one route: an {@link Answer}, or several in turn. */
export interface Plan extends Route, Answer {
  /** What differs for the first request of this route, the second, and so on; the last one repeats. */
  readonly sequence?: readonly Answer[];
}

/** A plan, or a function that decides request by request; `undefined` leaves the request to the next plan. */
export type Planned = Plan | ((request: SimulatedRequest) => Answer | undefined);

/** The phases before the first byte, each with how long it takes this time. */
export type Delays = Readonly<Record<'lookup' | 'connect' | 'secureConnect' | 'send' | 'firstByte', Delay>>;

/** What will happen to one request: data, without a clock. */
export interface Decision extends Content {
  readonly delays: Delays;
  readonly error: ServerError | undefined;
  readonly status: number;
}

const PLAN_KEYS: readonly string[] = [...ROUTE_KEYS, ...ANSWER_KEYS, 'sequence'];

/**
 * Checks the plans of a server, at the door.
 *
 * @param plans - one or several, as the caller gave them.
 * @throws UsageError naming the key that is unknown or has no fit value.
 */
export function checkPlans(plans: unknown): readonly Planned[] {
  if (!Array.isArray(plans)) return [checkPlan('plan', plans)];
  if (plans.length === 0) throw expected('plan', 'at least one plan', plans);
  return plans.map((plan, i) => checkPlan(`plan[${i}]`, plan));
}

function checkPlan(what: string, planned: unknown): Planned {
  if (typeof planned === 'function') return planned as Planned;
  const plan = checkAnswer(what, planned, PLAN_KEYS) as Plan;
  checkRoute(what, plan);
  const { sequence } = plan;
  if (sequence === undefined) return plan;
  if (!Array.isArray(sequence) || sequence.length === 0) {
    throw expected(`${what}.sequence`, 'an array of at least one answer', sequence);
  }
  sequence.forEach((answer, i) => checkAnswer(`${what}.sequence[${i}]`, answer));
  return plan;
}

/** A plan in words, for the error about a request that none is for. */
export function describePlan(planned: Planned): string {
  return typeof planned === 'function' ? `what ${planned.name || 'a function'} decides` : describeRoute(planned);
}

/** Decides, request by request, within one simulation. */
export class Decider {
  readonly #calls = new Map<Planned, number>();

  /**
   * @param plans - checked; the first that is for a request decides it.
   * @param random - the stream of draws for one phase of one request, so that no draw shifts another.
   */
  constructor(
    private readonly plans: readonly Planned[],
    private readonly random: (call: number, phase: string) => () => number,
  ) {}

  /** What will happen to this request; `undefined` if no plan is for it. */
  decide(request: SimulatedRequest): Decision | undefined {
    for (const planned of this.plans) {
      const answer = this.#answerOf(planned, request);
      if (answer !== undefined) return this.#decided(answer, request);
    }
    return undefined;
  }

  #answerOf(planned: Planned, request: SimulatedRequest): Answer | undefined {
    if (typeof planned === 'function') {
      const answer = planned(request);
      return answer === undefined ? undefined : checkAnswer(`${planned.name || 'plan'}()`, answer);
    }
    if (!takes(planned, request)) return undefined;
    const { sequence } = planned;
    if (sequence === undefined) return planned;
    const call = this.#calls.get(planned) ?? 0;
    this.#calls.set(planned, call + 1);
    return overlay(planned, sequence[Math.min(call, sequence.length - 1)] as Answer);
  }

  #decided(answer: Answer, { method, call }: SimulatedRequest): Decision {
    const draw = (phase: string, latency: Latency = 0): Delay =>
      isDelay(latency) ? latency : drawDelay(phase, latency, this.random(call, phase));
    const { lookup, connect, secureConnect, send, firstByte } = answer;
    return {
      delays: {
        lookup: draw('lookup', lookup),
        connect: draw('connect', connect),
        secureConnect: draw('secureConnect', secureConnect),
        send: draw('send', send),
        firstByte: draw('firstByte', firstByte),
      },
      error: answer.error,
      status: answer.status ?? 200,
      ...contentOf(answer, method, draw),
    };
  }
}
