import { on, once } from 'node:events';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { type Programs, sleep } from './program';

export const streamPrograms: Programs = {
  'a pipeline with a slow stage': async ({ log }) => {
    const slow = new Transform({
      objectMode: true,
      transform: (chunk: number, _encoding, done) => void setTimeout(done, 15, null, chunk * 2),
    });
    await pipeline(Readable.from([1, 2, 3]), slow, async (source) => {
      for await (const chunk of source) log(chunk);
    });
    log('done');
  },

  'a pipeline that is aborted': async ({ log }) => {
    const source = async function* (): AsyncGenerator<string> {
      for (let count = 0; ; count += 1) {
        await sleep(20);
        yield String(count);
      }
    };
    const sink = new PassThrough();
    sink.on('data', (data) => log(String(data)));
    const aborted = pipeline(source, sink, { signal: AbortSignal.timeout(50) });
    await aborted.catch(({ name, code }: NodeJS.ErrnoException) => log(name, code, sink.destroyed));
  },

  'a writable that asks to wait': async ({ log }) => {
    const writable = new Writable({
      highWaterMark: 2,
      write: (chunk: Buffer, _encoding, done) =>
        void setTimeout(() => {
          log(String(chunk));
          done();
        }, 15),
    });
    for (const letter of 'abcd') {
      if (writable.write(letter)) continue;
      await once(writable, 'drain');
      log('drain');
    }
    writable.end();
    await finished(writable);
    log('finished');
  },

  'helpers of a readable': async ({ log }) => {
    const readable = Readable.from([1, 2, 3, 4])
      .map((item: number) => sleep(20 * (5 - item), item), { concurrency: 2 })
      .filter(async (item) => (await sleep(5), item !== 2));
    for await (const item of readable) log(item);
  },

  'web streams': async ({ log }) => {
    const source = new ReadableStream<string>({
      pull: async (controller) => {
        await sleep(15);
        controller.enqueue('x');
      },
    });
    const transform = new TransformStream<string, string>({
      transform: async (chunk, controller) => {
        await sleep(20);
        controller.enqueue(`${chunk}y`);
      },
    });
    let count = 0;
    for await (const chunk of source.pipeThrough(transform)) {
      log(chunk);
      if ((count += 1) === 3) break;
    }
  },

  'blobs and bodies': async ({ log }) => {
    setTimeout(log, 60, 'timer');
    log(await new Blob(['abc']).text());
    log((await new Response(new Blob(['x'.repeat(100_000)])).arrayBuffer()).byteLength);
    for await (const chunk of new Blob(['chunk']).stream()) log(chunk.length);
    await sleep(80);
  },

  'messages within the thread': async ({ log }) => {
    const { port1, port2 } = new MessageChannel();
    setTimeout(log, 60, 'timer');
    void (async () => {
      for await (const [message] of on(port2, 'message')) {
        log(message);
        if (message === 3) port2.close();
        else port1.postMessage((message as number) + 1);
      }
    })();
    port1.postMessage(1);
    const [one, other] = [new BroadcastChannel('fidelity'), new BroadcastChannel('fidelity')];
    await sleep(20);
    other.onmessage = ({ data }: { data: unknown }) => log(data);
    one.postMessage('broadcast');
    await sleep(60);
    one.close();
    other.close();
  },
};
