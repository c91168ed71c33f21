import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-?8;)?base64,([\w+/=]+)\s*$/i;

/**
 * Lets the stacks of errors lead to the lines as their authors wrote them.
 *
 * Node's own `setSourceMapsEnabled` reads the map of every module as it loads, which doubled what ten small modules
 * took; a map is read here when a stack that needs it is looked at.
 *
 * @param codeOf - the compiled code of a file, with its map inside; nothing of a file that runs as it is.
 */
export function mapStackLines(codeOf: (file: string) => string | undefined): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string): SourceMap | undefined => {
    if (!maps.has(file)) maps.set(file, readMap(codeOf(file)));
    return maps.get(file);
  };
  Error.prepareStackTrace = (error, sites) =>
    [headOf(error), ...sites.map((site) => `    at ${lineOf(site, mapOf)}`)].join('\n');
}

function readMap(code: string | undefined): SourceMap | undefined {
  const encoded = code === undefined ? undefined : INLINE_MAP.exec(code)?.[1];
  if (encoded === undefined) return undefined;
  return new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload);
}

/** As V8 begins a stack. */
function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

function lineOf(site: NodeJS.CallSite, mapOf: (file: string) => SourceMap | undefined): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- V8's call sites have a text of their own
  const text = site.toString();
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  if (typeof file !== 'string' || line === null || column === null) return text;
  // Lines and columns of a map count from zero.
  const entry = mapOf(pathOf(file))?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalLine' in entry)) return text;
  return text.replace(`:${line}:${column}`, `:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
}

/** Compiled ES modules go by their addresses; on Nodes that require none, what has an address runs as it is written. */
function pathOf(file: string): string {
  return file.startsWith('file:') && process.features.require_module ? fileURLToPath(file) : file;
}
