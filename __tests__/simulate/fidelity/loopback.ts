import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { createGzip } from 'node:zlib';
import { type Programs, type World, sleep } from './program';

type Server = http.Server | net.Server;

async function listens(server: Server, { atExit }: Pick<World, 'atExit'>): Promise<number> {
  atExit(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

/** A server of sockets that are done with when their clients are. */
function socketServer(options: net.ServerOpts, listener: (socket: net.Socket) => void): net.Server {
  return net.createServer(options, (socket) => listener(socket.on('error', () => undefined)));
}

/** Answers `/30` after 30 ms, and `/never` never. */
const waits: http.RequestListener = ({ url = '' }, response) => {
  const ms = Number(url.slice(1));
  if (ms >= 0) setTimeout(() => response.end(url), ms);
};

function get(port: number, path: string, options: http.RequestOptions = {}): Promise<string> {
  return new Promise((resolve) => {
    const request = http.get({ port, host: '127.0.0.1', path, agent: false, ...options }, (response) => {
      let body = '';
      response.on('data', (data) => (body += String(data)));
      response.on('end', () => resolve(body));
    });
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', ({ name, message }) => resolve(`${name}: ${message}`));
  });
}

const ask = (port: number, path: string, init?: RequestInit): Promise<string> =>
  fetch(`http://127.0.0.1:${port}${path}`, init).then(
    (response) => response.text(),
    ({ name }: Error) => name,
  );

export const loopbackPrograms: Programs = {
  'answers, time-outs and aborts of http': async (world) => {
    const port = await listens(http.createServer(waits), world);
    world.log(await get(port, '/0', { timeout: 60 }));
    world.log(await get(port, '/90', { timeout: 40 }));
    world.log(await get(port, '/40', { timeout: 90 }));
    world.log(await get(port, '/never', { signal: AbortSignal.timeout(40) }));
  },

  'answers and aborts of fetch': async (world) => {
    const port = await listens(http.createServer(waits), world);
    world.log(await ask(port, '/0'));
    world.log(await ask(port, '/40', { signal: AbortSignal.timeout(200) }));
    world.log(await ask(port, '/never', { signal: AbortSignal.timeout(60) }));
  },

  'the order of concurrent answers': async (world) => {
    const port = await listens(http.createServer(waits), world);
    const paths = ['/150', '/30', '/90', '/180', '/60'];
    await Promise.all(paths.map(async (path) => world.log(await get(port, path))));
  },

  'an agent with one socket': async (world) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    world.atExit(() => agent.destroy());
    const port = await listens(http.createServer(waits), world);
    const paths = ['/31', '/30', '/32'];
    await Promise.all(paths.map(async (path) => world.log(await get(port, path, { agent }))));
  },

  'an idle time-out that does not end the request': async ({ log, atExit }) => {
    const server = http.createServer((_request, response) => {
      setTimeout(() => response.write('x'), 30);
      setTimeout(() => response.end('y'), 130);
    });
    const port = await listens(server, { atExit });
    const request = http.get({ port, host: '127.0.0.1', agent: false });
    request.setTimeout(60, () => log('idle'));
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.on('data', (data) => log(String(data)));
    await once(response, 'end');
    log('end');
  },

  'time-outs on the side of the server': async (world) => {
    const { log } = world;
    const server = http.createServer(({ url }, response) => {
      if (url === '/response') response.setTimeout(30, () => response.end('late'));
    });
    server.setTimeout(60, (socket) => {
      log('server timeout');
      socket.destroy();
    });
    const port = await listens(server, world);
    log(await get(port, '/response'));
    log(await get(port, '/never'));
  },

  'an idle time-out that bytes put off': async ({ log, atExit }) => {
    const sockets = socketServer({}, (socket) => {
      let count = 0;
      const ticks = setInterval(() => {
        socket.write('x');
        if ((count += 1) === 3) clearInterval(ticks);
      }, 30);
    });
    const socket = net.connect(await listens(sockets, { atExit }), '127.0.0.1');
    socket.on('data', (data) => log(String(data)));
    socket.setTimeout(60, () => {
      log('timeout');
      socket.destroy();
    });
    await once(socket, 'close');
    log('close');
  },

  'a body that comes in chunks, and one that is given up': async (world) => {
    const { log } = world;
    const server = http.createServer(({ url }, response) => {
      let count = 0;
      const chunks = setInterval(() => {
        response.write(String((count += 1)));
        if (url === '/three' && count === 3) response.end();
      }, 30);
      response.on('close', () => clearInterval(chunks));
    });
    const port = await listens(server, world);
    const decoder = new TextDecoder();
    const read = async (path: string, giveUpAfter: number): Promise<void> => {
      const controller = new AbortController();
      const { body } = await fetch(`http://127.0.0.1:${port}${path}`, { signal: controller.signal });
      const timer = setTimeout(() => controller.abort(), giveUpAfter);
      for await (const chunk of body!) log(decoder.decode(chunk as Uint8Array));
      clearTimeout(timer);
    };
    await read('/three', 1000);
    await read('/endless', 75).catch(({ name }: Error) => log(name));
  },

  'a compressed body with a pause': async (world) => {
    const server = http.createServer((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      const zip = createGzip();
      zip.pipe(response);
      zip.write('hello ');
      zip.flush();
      setTimeout(() => zip.end('world'), 60);
    });
    const port = await listens(server, world);
    setTimeout(world.log, 40, 'forty');
    world.log(await ask(port, '/'));
  },

  'a server by its name': async ({ log, atExit }) => {
    const server = http.createServer(waits);
    atExit(() => server.close().closeAllConnections());
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as net.AddressInfo;
    log(await Promise.race([get(port, '/30', { host: 'localhost' }), sleep(300, 'timer')]));
    log(await Promise.race([fetch(`http://localhost:${port}/30`).then(({ status }) => status), sleep(300, 'timer')]));
  },

  'a connection half closed': async (world) => {
    const { log } = world;
    const sockets = socketServer({ allowHalfOpen: true }, (socket) => {
      socket.resume().on('end', () => {
        log('server: end');
        setTimeout(() => socket.end('bye'), 30);
      });
    });
    const port = await listens(sockets, world);
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('data', (data) => log(String(data)));
    socket.end('hello');
    setTimeout(log, 15, 'fifteen');
    setTimeout(log, 60, 'sixty');
    await once(socket, 'end');
    await sleep(60);
  },

  'contexts over http': async (world) => {
    const store = new AsyncLocalStorage<string>();
    const server = http.createServer(({ url = '' }, response) =>
      store.run(`server ${url}`, () => {
        setTimeout(() => response.end(store.getStore()), Number(url.slice(1)));
      }),
    );
    const port = await listens(server, world);
    const request = (path: string, by: typeof get) =>
      store.run(`client ${path}`, async () => world.log(await by(port, path), store.getStore()));
    await Promise.all([request('/60', get), request('/30', get), request('/90', ask as typeof get)]);
  },

  'a server whose handler blocks for longer than its client waits': async (world) => {
    const server = http.createServer((_request, response) => {
      world.block(80);
      response.end('answer');
    });
    const port = await listens(server, world);
    world.log(await get(port, '/', { timeout: 40 }));
  },

  'bytes and a time-out that wait while the handler of bytes blocks': async ({ log, block, atExit }) => {
    const sockets = socketServer({}, (socket) => {
      socket.on('data', () => {
        socket.write('answer');
        block(60);
      });
    });
    const socket = net.connect(await listens(sockets, { atExit }), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('data', (data) => log(String(data)));
    setTimeout(log, 40, 'time-out');
    socket.write('question');
    await sleep(120);
    socket.destroy();
  },

  'bytes and a time-out that wait while a timer blocks': async ({ log, block, atExit }) => {
    const sockets = socketServer({}, (socket) => socket.on('data', () => socket.write('answer')));
    const socket = net.connect(await listens(sockets, { atExit }), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('data', (data) => log(String(data)));
    setTimeout(() => {
      socket.write('question');
      block(60);
    }, 20);
    setTimeout(log, 40, 'time-out');
    await sleep(120);
    socket.destroy();
  },

  'an answer and an abort that both fell due while blocked': async (world) => {
    const port = await listens(http.createServer(waits), world);
    await ask(port, '/0');
    setTimeout(() => world.block(100), 20);
    world.log(await ask(port, '/40', { signal: AbortSignal.timeout(80) }));
  },
};
