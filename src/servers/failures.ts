import { getSystemErrorMap } from 'node:util';
import { type Ms } from '../time/duration';

/** An error with the fields by which Node's own network errors are told apart. */
export type NetworkError = Error & { readonly code: string };

/** Where simulated servers live: what a look-up of their names gives. */
export const SIMULATED_ADDRESS = '127.0.0.1';

/** Nobody listens there: what Node gives when a connection is refused. */
export function refused(address: string, port: number): NetworkError {
  const facts = { errno: errnoOf('ECONNREFUSED'), code: 'ECONNREFUSED', syscall: 'connect', address, port };
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), facts);
}

/** The server hung up without an answer, or in the middle of one. */
export function reset(): NetworkError {
  return Object.assign(new Error('read ECONNRESET'), {
    errno: errnoOf('ECONNRESET'),
    code: 'ECONNRESET',
    syscall: 'read',
  });
}

/** No such name: what Node gives when the DNS knows no address. */
export function notFound(hostname: string): NetworkError {
  const facts = { errno: errnoOf('EAI_NONAME'), code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname };
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), facts);
}

/** The time-outs that Node's `fetch` has of its own, and how long each waits, in milliseconds. */
export const FETCH_PATIENCE = { connect: 10_000, headers: 300_000, body: 300_000 } as const satisfies Record<
  string,
  Ms
>;

/** `fetch` waited ten seconds for a connection. */
export function fetchConnectTimeout({ hostname, port }: { hostname: string; port: number }): NetworkError {
  const detail = `(attempted address: ${hostname}:${port}, timeout: ${FETCH_PATIENCE.connect}ms)`;
  return undiciError('ConnectTimeoutError', 'UND_ERR_CONNECT_TIMEOUT', `Connect Timeout Error ${detail}`);
}

/** `fetch` waited five minutes for the head of the response. */
export function fetchHeadersTimeout(): NetworkError {
  return undiciError('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error');
}

/** `fetch` waited five minutes for more of the body. */
export function fetchBodyTimeout(): NetworkError {
  return undiciError('BodyTimeoutError', 'UND_ERR_BODY_TIMEOUT', 'Body Timeout Error');
}

function undiciError(name: string, code: string, message: string): NetworkError {
  return Object.assign(new Error(message), { name, code });
}

/** The number the system gives an error, which differs from one system to the next. */
function errnoOf(code: string): number | undefined {
  for (const [errno, [name]] of getSystemErrorMap()) if (name === code) return errno;
  return undefined;
}
