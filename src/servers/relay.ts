import { type Dispatched, type Hearing, rawHeaders } from './dispatching';

/** A redirect of a server of ours has led elsewhere: asks whoever answers there, and passes the answer on. */
export async function relay(
  ask: typeof fetch,
  { origin, path, method, headers, body }: Dispatched,
  hearing: Hearing,
): Promise<void> {
  const { signal, abort } = abortable();
  hearing.onConnect(abort);
  const options = { method, headers, signal, redirect: 'manual', ...(body ? { body, duplex: 'half' } : {}) };
  try {
    const response = await ask(String(origin) + path, options as RequestInit);
    // It is decoded already.
    const left = [...response.headers].filter(([name]) => name !== 'content-encoding');
    hearing.onHeaders(response.status, rawHeaders(left), () => undefined, response.statusText);
    for await (const piece of response.body ?? []) hearing.onData(Buffer.from(piece as Uint8Array));
    hearing.onComplete([]);
  } catch (error) {
    hearing.onError((error as Error).cause ?? error);
  }
}

function abortable(): { readonly signal: AbortSignal; readonly abort: (reason?: unknown) => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
