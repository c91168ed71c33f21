import { type RemoteInfo, type Socket, createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../src';
import { natives } from '../../src/time/natives';

/** A name server that answers every question some real milliseconds later, unless it keeps silent: 127.0.0.1. */
let names: Socket;
let client: Socket;
let isSilent = false;

beforeAll(async () => {
  names = createSocket('udp4', (query, { port, address }: RemoteInfo) => {
    if (!isSilent) natives.setTimeout(() => names.send(answerTo(query), port, address), 10);
  });
  client = createSocket('udp4');
  names.bind(0, '127.0.0.1');
  client.bind(0, '127.0.0.1');
  await Promise.all([once(names, 'listening'), once(client, 'listening')]);
});

afterAll(() => {
  names.close();
  client.close();
});

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1 */
function answerTo(query: Buffer): Buffer {
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);
  return Buffer.concat([header, question, record]);
}

const anHour = () => new Promise((resolve) => setTimeout(resolve, 3_600_000, 'an hour').unref());
const answerFromNames = async () => {
  client.send('??..........x\0....', names.address().port, '127.0.0.1');
  await once(client, 'message');
  return 'answer';
};

describe('the clock', () => {
  test('waits for a DNS query', async () => {
    const resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${names.address().port}`]);

    const { value } = await simulate(() => Promise.race([resolver.resolve4('lanes.test'), anHour()]));

    expect(value).toEqual(['127.0.0.1']);
  });

  test('does not see a datagram that is owed', async () => {
    isSilent = true;
    const { value } = await simulate(() => Promise.race([answerFromNames(), anHour()]));

    isSilent = false;
    expect(value).toBe('an hour');
  });

  test('waits for a datagram while somebody holds it', async () => {
    const { value } = await simulate(() => {
      const release = clock.hold('a datagram');
      return Promise.race([answerFromNames().finally(release), anHour()]);
    });

    expect(value).toBe('answer');
  });
});
