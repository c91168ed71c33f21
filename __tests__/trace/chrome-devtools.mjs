// What the trace engine of Chrome's developer tools makes of a trace, which comes on standard input.
import { text } from 'node:stream/consumers';
import { analyzeEvents } from '@paulirish/trace_engine/analyze-trace.mjs';

const { traceEvents } = JSON.parse(await text(process.stdin));
const { Meta, Renderer } = (await analyzeEvents(traceEvents)).parsedTrace.data;

/** Slices as they are nested, one a line; what the engine cannot nest, it leaves out. */
function lines({ entry, children }, depth) {
  const { name, ts, dur } = entry;
  const time = dur === undefined ? `at ${ts}` : `${ts} to ${ts + dur}`;
  return [`${'  '.repeat(depth)}${name}, ${time}`, ...children.flatMap((child) => lines(child, depth + 1))];
}

const seen = [...Renderer.processes].map(([pid, { threads }]) => [
  Meta.processNames.get(pid).args.name,
  [...threads.values()].map(({ name, tree }) => [name, [...tree.roots].flatMap((root) => lines(root, 0))]),
]);
console.log(JSON.stringify(seen));
