import { describe, expect, test } from '@jest/globals';
import * as http from 'node:http';
import * as https from 'node:https';
import { Socket } from 'node:net';
import { agentBehind, checkMockSocket, isMockAgent } from '../../src/servers/mock-socket';
import { NockDoor } from '../../src/servers/nock-door';

/** A socket and an agent as nock gives them to a request. */
async function givenByNock(options: http.RequestOptions = {}): Promise<{ socket: Socket; agent: http.Agent }> {
  const door = new NockDoor(() => Promise.reject(new Error('unseen')));
  try {
    return await new Promise((resolve) => {
      const request: http.ClientRequest = http.get('http://usegalaxy.org/', options);
      request.on('error', () => undefined);
      request.on('socket', (socket) => {
        resolve({ socket, agent: (request as unknown as { agent: http.Agent }).agent });
        request.destroy();
      });
    });
  } finally {
    door.close();
  }
}

describe('the private parts of @mswjs/interceptors', () => {
  // If these fail, an update of nock has brought another @mswjs/interceptors: read src/servers/mock-socket.ts against it.
  test('are all there', async () => {
    const { socket, agent } = await givenByNock();

    expect(() => checkMockSocket(socket)).not.toThrow();
    expect(isMockAgent(agent)).toBe(true);
  });

  test('connect, buffer and answer as mock-socket.ts believes', async () => {
    const { socket } = await givenByNock();
    const code = (name: string): string => String((socket as unknown as Record<string, unknown>)[name]);

    expect(code('respondWith')).toMatch(/this\.mockConnect\(\)[^]*this\.flushWriteBuffer\(\)[^]*body\.getReader\(\)/);
    expect(code('mockConnect')).toMatch(/this\.connecting = false[^]*"lookup"[^]*"connect"[^]*"secureConnect"/);
    expect(code('flushWriteBuffer')).toMatch(/this\.writeBuffer/);
    expect(code('destroy')).toMatch(/this\.emit\("error"/);
    expect(code('respondWith')).toMatch(/if \(!this\.shouldKeepAlive\) \{[^]*this\.push\(null\)/);
  });

  test('are missed in words that help', () => {
    expect(() => checkMockSocket(new Socket())).toThrowErrorMatchingInlineSnapshot(
      `"jest-lanes cannot slow down \`http\` requests here: the socket that nock gives them (Socket) has no mockConnect, flushWriteBuffer, respondWith, requestParser, responseParser. It needs nock 14 with @mswjs/interceptors 0.41; check with \`npm ls nock @mswjs/interceptors\`."`,
    );
  });
});

describe('agentBehind', () => {
  test('is the agent of the user, a fresh one if he wants none, else the one Node takes', async () => {
    const own = new http.Agent();
    const behind = async (options: http.RequestOptions) => {
      const { agent } = await givenByNock(options);
      return isMockAgent(agent) ? agentBehind(agent, http.globalAgent) : undefined;
    };

    expect(await behind({ agent: own })).toBe(own);
    expect(await behind({})).toBe(http.globalAgent);
    const fresh = await behind({ agent: false });
    expect(fresh).toBeInstanceOf(http.Agent);
    expect([own, http.globalAgent]).not.toContain(fresh);
  });

  test('is not asked of an agent that nock knows nothing of', () => {
    expect([new http.Agent(), https.globalAgent].map(isMockAgent)).toEqual([false, false]);
  });
});
