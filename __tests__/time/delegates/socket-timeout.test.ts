import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../../src';
import { natives } from '../../../src/time/natives';

// Servers of this process: one that never says anything, one that sends a byte at 300 and at 600 ms, then no more.
const silent = net.createServer((socket) => socket.on('error', () => undefined));
const drip = net.createServer((socket) => {
  for (const at of [300, 600]) setTimeout(() => socket.write('.'), at);
});
const web = http.createServer();
const accepted = new Set<Socket>();

const portOf = (server: net.Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  for (const server of [silent, drip, web]) {
    server.on('connection', (socket: Socket) => accepted.add(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
});

afterEach(() => {
  for (const socket of accepted) socket.destroy();
  accepted.clear();
});

afterAll(() => {
  for (const server of [silent, drip, web]) server.close();
});

/** The virtual instant at which an emitter times out. */
async function timeOutOf(connect: () => NodeJS.EventEmitter & { destroy(): unknown }): Promise<number> {
  const { value } = await simulate(async () => {
    const emitter = connect().on('error', () => undefined);
    await once(emitter, 'timeout');
    const at = clock.now;
    emitter.destroy();
    return at;
  });
  return value;
}

describe('socket.setTimeout', () => {
  test('times out at its instant', async () => {
    expect(await timeOutOf(() => net.connect(portOf(silent), '127.0.0.1').setTimeout(2000))).toBe(2000);
  });

  test('starts anew whenever bytes move', async () => {
    expect(await timeOutOf(() => net.connect(portOf(drip), '127.0.0.1').resume().setTimeout(500))).toBe(1100);
  });

  test('is set by the `timeout` option of net.connect, too', async () => {
    const connect = () => net.connect({ port: portOf(silent), host: '127.0.0.1', timeout: 750 });

    expect(await timeOutOf(connect)).toBe(750);
  });

  test('calls its listener, keeps `timeout`, gives the socket, and takes whole milliseconds', async () => {
    const { value } = await simulate(async () => {
      const socket = net.connect(portOf(silent), '127.0.0.1');
      const at = await new Promise((resolve) => {
        expect(socket.setTimeout(90.7, () => resolve(clock.now))).toBe(socket);
        expect(socket.timeout).toBe(90.7);
      });
      socket.destroy();
      return at;
    });

    expect(value).toBe(90);
  });

  test('of 0 switches it off, and the last call counts', async () => {
    const at = await timeOutOf(() => {
      const socket = net.connect(portOf(silent), '127.0.0.1');
      socket.setTimeout(100);
      socket.setTimeout(0);
      expect(socket.timeout).toBe(0);
      return socket.setTimeout(300);
    });

    expect(at).toBe(300);
  });

  test('leaves no timer when its socket is destroyed, and is no leak while it is not', async () => {
    const { leaks, elapsed } = await simulate(async () => {
      const destroyed = net.connect(portOf(silent), '127.0.0.1').setTimeout(1000, () => expect(clock.now).toBe(-1));
      net.connect(portOf(silent), '127.0.0.1').setTimeout(60_000);
      destroyed.destroy();
      await new Promise((resolve) => setTimeout(resolve, 5000));
    });

    expect([leaks, elapsed]).toEqual([[], 5000]);
  });

  test('refuses what is no time in the words of Node', async () => {
    await simulate(() => {
      expect(() => new net.Socket().setTimeout(-1)).toThrow('The value of "msecs" is out of range');
      expect(() => new net.Socket().setTimeout(1, 'code' as never)).toThrow(
        'The "callback" argument must be of type function',
      );
    });
  });

  test('outside a simulation is the real one', async () => {
    const began = natives.now();
    const socket = net.connect(portOf(silent), '127.0.0.1').setTimeout(5);

    await once(socket, 'timeout');

    expect(natives.now() - began).toBeGreaterThanOrEqual(4);
    socket.destroy();
  });
});

describe('the time-outs of http', () => {
  const options = () => ({ port: portOf(web), host: '127.0.0.1', agent: false });

  test('the `timeout` option trips at its instant on a server that never answers', async () => {
    expect(await timeOutOf(() => http.get({ ...options(), timeout: 2000 }))).toBe(2000);
  });

  test('so does request.setTimeout', async () => {
    expect(await timeOutOf(() => http.get(options()).setTimeout(2500))).toBe(2500);
  });

  test('and the `timeout` option of an agent that keeps its sockets', async () => {
    const agent = new http.Agent({ keepAlive: true, timeout: 1500 });

    expect(await timeOutOf(() => http.get({ ...options(), agent }))).toBe(1500);
    agent.destroy();
  });

  test('server.setTimeout trips at its instant on a client that says nothing', async () => {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');

    const { value } = await simulate(async () => {
      const at = new Promise((resolve) => {
        server.setTimeout(400, (socket) => {
          socket.destroy();
          resolve(clock.now);
        });
      });
      net.connect(portOf(server), '127.0.0.1').on('error', () => undefined);
      return at;
    });

    expect(value).toBe(400);
    server.close();
  });
});
