import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};

/** Nobody but this machine. */
const HOST = '127.0.0.1';

/** A folder as pages on this machine, until it is closed. */
export interface Served {
  readonly url: string;
  readonly server: Server;
}

/**
 * Serves the files of a folder.
 *
 * @param page - the file to show at the root.
 * @param port - 0 for any that is free.
 */
export async function serve(folder: string, page: string, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    void answerTo(request.method, request.url, folder, page).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${HOST}:${bound}/`, server };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

async function answerTo(method = 'GET', url = '/', folder: string, page: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET is answered here.');
  const path = pathOf(url);
  const type = path === undefined ? undefined : TYPES[extname(path === '' ? page : path)];
  // Hidden files are drafts; whatever is of another kind is none of ours.
  if (path === undefined || type === undefined || path.split('/').some((part) => part.startsWith('.'))) {
    return plain(404, 'There is no such page.');
  }
  try {
    return { status: 200, type, body: await readFile(join(folder, ...(path === '' ? page : path).split('/'))) };
  } catch {
    return plain(404, 'There is no such page.');
  }
}

/** The path without what leads out of the folder; undefined if it cannot be read. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, `http://${HOST}`).pathname).slice(1);
    return path.includes('\0') || path.includes('\\') || (sep !== '/' && path.includes(':')) ? undefined : path;
  } catch {
    return undefined;
  }
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}
