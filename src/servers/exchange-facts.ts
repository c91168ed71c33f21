import type { Clock } from '../time/clock';
import type { EndFacts } from '../trace/open-span';
import type { Outcome } from '../trace/span';
import type { Decision } from './plan';

/** What an exchange is about. */
export interface ExchangeFacts {
  readonly clock: Clock;
  /** The server's name. */
  readonly server: string;
  readonly method: string;
  readonly path: string;
  /** What the server does; a promise where somebody else decides. */
  readonly decision: Decision | Promise<Decision>;
  /** Is told once whom to ask how far it has come. */
  readonly watch: (soFar: () => EndFacts) => void;
  /** Writes down how it ended. */
  readonly end: (outcome: Outcome, facts: EndFacts) => void;
}
