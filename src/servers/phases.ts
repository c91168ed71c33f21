import type { Phase } from '../trace/span';
import { Body } from './body';
import type { Exchange, Patience } from './exchange';
import { type NetworkError, SIMULATED_ADDRESS, notFound, refused, reset } from './failures';
import type { Delay } from './latency';

/** The answer of a server, to be played to its client. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** Called when the client has read the body to its end, or let it go before. */
  readonly dropped: () => void;
}

/** The one who asked, as the phases of a request see it. */
export interface Client {
  /** Whom it asks. */
  readonly peer: { readonly hostname: string; readonly port: number; readonly isSecure: boolean };
  lookedUp(): void;
  connected(): void;
  secured(): void;
  /** Resolves when the whole request has gone out. */
  sent(): Promise<void>;
  /** How long it waits in a phase of its own accord; `undefined` is for ever. */
  patience(phase: Phase): Patience | undefined;
  /** Is told that it gets no answer. */
  fail(error: NetworkError): void;
  /** Is given the answer. */
  answer(reply: Reply): void;
  /** Is told, in the middle of the body, that no more will come. */
  breakOff(error: NetworkError, body: Body): void;
}

/**
 * Takes a request through its phases, each as long as was decided, and has its client see each one pass.
 *
 * Never settles if the client gives up on the way.
 */
export async function perform(exchange: Exchange, client: Client): Promise<void> {
  const { delays, error, status, headers } = exchange.isDecided ? exchange.decision : await exchange.decided();
  const { hostname, port, isSecure } = client.peer;
  await pass(exchange, client, 'lookup', delays.lookup);
  if (error === 'not-found') return fail(exchange, client, notFound(hostname));
  client.lookedUp();
  await pass(exchange, client, 'connect', delays.connect);
  if (error === 'refused') return fail(exchange, client, refused(SIMULATED_ADDRESS, port));
  client.connected();
  if (isSecure) {
    await pass(exchange, client, 'secure-connect', delays.secureConnect);
    client.secured();
  }
  exchange.connected();
  await pass(exchange, client, 'send', delays.send);
  await client.sent();
  await pass(exchange, client, 'first-byte', delays.firstByte);
  if (delays.firstByte === 0) await exchange.turn();
  if (error === 'reset') return fail(exchange, client, reset());
  exchange.answered();
  const body = new Body();
  void send(exchange, client, body);
  client.answer({ status, headers, body, dropped: () => exchange.giveUp(undefined) });
}

async function pass(exchange: Exchange, client: Client, phase: Phase, delay: Delay): Promise<void> {
  exchange.enter(phase);
  return wait(exchange, delay, client.patience(phase), (error) => client.fail(error));
}

function fail(exchange: Exchange, client: Client, error: NetworkError): void {
  exchange.fail(error);
  client.fail(error);
}

/** Sends the body, piece by piece. Pieces without a gap go out at once, so a body without gaps is out with the head. */
async function send(exchange: Exchange, client: Client, body: Body): Promise<void> {
  const breakOff = (error: NetworkError): void => client.breakOff(error, body);
  for (const { after, text } of exchange.decision.chunks) {
    if (after !== 0) await wait(exchange, after, client.patience('body'), breakOff);
    if (text === undefined) {
      const error = reset();
      exchange.fail(error);
      return breakOff(error);
    }
    if (text !== '') body.piece(text);
  }
  exchange.fulfil();
  body.end();
}

/** Lets a delay pass, unless it outlasts the client's patience: then the client is told so, and nothing more happens. */
async function wait(
  exchange: Exchange,
  delay: Delay,
  patience: Patience | undefined,
  tell: (error: NetworkError) => void,
): Promise<void> {
  if (patience === undefined || (delay !== 'never' && delay <= patience.ms)) return exchange.pause(delay);
  await exchange.pause(patience.ms);
  const error = patience.error();
  exchange.timeOut(error);
  tell(error);
  return exchange.pause('never');
}
