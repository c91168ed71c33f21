import axios from 'axios';
import got from 'got';
import * as http from 'node:http';
import { sleep } from './sleeping';

/** The same request through every client, with a time-out of two seconds; nothing here knows of jest-lanes. */
const CLIENTS: Record<string, (url: string) => Promise<unknown>> = {
  fetch: async (url) => (await fetch(url, { signal: AbortSignal.timeout(2000) })).json(),
  http: (url) =>
    new Promise((resolve, reject) => {
      const request = http.get(url, { signal: AbortSignal.timeout(2000) }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => (text += String(bytes)));
        response.on('error', reject).on('end', () => resolve(JSON.parse(text)));
      });
      request.on('error', reject);
    }),
  axios: async (url) => (await axios.get<unknown>(url, { timeout: 2000 })).data,
  got: (url) => got(url, { retry: 0, timeout: { request: 2000 } }).json(),
};

export const clientNames: readonly string[] = Object.keys(CLIENTS);

/** What a client gives, or how its error is known, and when. */
export async function ask(client: string, url: string): Promise<unknown[]> {
  try {
    return [await CLIENTS[client]!(url), performance.now()];
  } catch (error) {
    const { name, message, code, cause } = error as Error & { code?: string; cause?: { code?: string } };
    return [name, message, code ?? cause?.code, performance.now()];
  }
}

export async function askInVain(url: string): Promise<string> {
  try {
    return await (await fetch(url)).text();
  } catch {
    return 'swallowed';
  }
}

export async function askAfter(ms: number, url: string): Promise<string> {
  await sleep(ms);
  return askInVain(url);
}

export async function askTwice(url: string): Promise<unknown[]> {
  const [first, second] = await Promise.all([fetch(url), fetch(url)]);
  return [await first.text(), await second.text()];
}
