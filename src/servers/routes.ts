import { expected } from '../errors';

/** What a plan may look at to decide. */
export interface SimulatedRequest {
  /** In capitals: `GET`. */
  readonly method: string;
  /** With its query: `/api/version?full=1`. */
  readonly path: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which request to this server it is in this simulation, from 1. */
  readonly call: number;
}

/** Which requests a plan is for; what is left out matches every request. */
export interface Route {
  /** `GET`, `POST`, …, in capitals or not. */
  readonly method?: string;
  /** A path (with its query only if this one has a query), a pattern of path and query, or a function of the request. */
  readonly path?: string | RegExp | ((request: SimulatedRequest) => boolean);
}

export const ROUTE_KEYS: readonly string[] = ['method', 'path'];

/** Checks which requests a plan is for. */
export function checkRoute(what: string, { method, path }: Route): void {
  if (method !== undefined && !(typeof method === 'string' && /^[a-z]+$/i.test(method))) {
    throw expected(`${what}.method`, "an HTTP method, as 'GET'", method);
  }
  if (path === undefined || typeof path === 'function' || isPattern(path)) return;
  if (typeof path !== 'string') throw expected(`${what}.path`, 'a text, a pattern or a function of the request', path);
  if (!path.startsWith('/')) throw expected(`${what}.path`, 'a path that begins with /', path);
}

/** Whether a request takes this route. */
export function takes({ method, path }: Route, request: SimulatedRequest): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  if (typeof path === 'function') return path(request);
  if (isPattern(path)) return new RegExp(path).test(request.path);
  return path === (path.includes('?') ? request.path : pathname(request.path));
}

/** A route in words: `GET /api/version`. */
export function describeRoute({ method, path }: Route): string {
  const where =
    typeof path === 'function' ? `paths that ${path.name || 'a function'} takes` : String(path ?? 'any path');
  return `${method?.toUpperCase() ?? 'any method'}, ${where}`.replace(/^([A-Z]+), \//, '$1 /');
}

function pathname(path: string): string {
  return path.split('?', 1)[0] as string;
}

// A pattern from another realm is no instance of this one's RegExp.
function isPattern(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}
