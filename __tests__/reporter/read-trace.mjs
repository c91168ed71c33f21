import { readFileSync } from 'node:fs';
import { TraceModel } from '@paulirish/trace_engine';

// Chrome's own engine reads the trace on standard input, and says what it found in it: by thread what ran there. It is an ES module, which Jest's VM cannot load, so it runs by itself.
const { traceEvents } = JSON.parse(readFileSync(0, 'utf8'));
const model = TraceModel.Model.createWithAllHandlers();
await model.parse(traceEvents, {});
const { Renderer } = model.parsedTrace(0).data;
const threads = [...Renderer.processes.values()].flatMap(({ threads }) =>
  [...threads.values()].map(({ name, entries }) => [name, entries.map((entry) => [entry.name, entry.ts, entry.dur])]),
);
process.stdout.write(JSON.stringify(threads));
