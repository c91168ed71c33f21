import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'worker-tasks');

/** What the tasks of worker benches are: modules of plain JavaScript, as each library loads them. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'tasks.js': `
    exports.identity = (n) => n;
    exports.primesBelow = (limit) => {
      let found = 0;
      for (let n = 2; n < limit; n++) {
        let isPrime = true;
        for (let d = 2; d * d <= n && isPrime; d++) isPrime = n % d !== 0;
        if (isPrime) found++;
      }
      return found;
    };`,
  'default.mjs': `import { identity } from './tasks.js'; export default identity;`,
  'workerpool.js': `
    const workerpool = require(${JSON.stringify(require.resolve('workerpool'))});
    workerpool.worker(require('./tasks.js'));`,
  'map.py': `
import sys
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

def identity(n):
    return n

if __name__ == '__main__':
    kind, chunk = sys.argv[1], int(sys.argv[2]) or None
    with (Pool if kind == 'process' else ThreadPool)(2) as pool:
        for line in sys.stdin:
            pool.map(identity, range(int(line)), chunk)
            print('done', flush=True)
`,
};

let isWritten = false;

/** The path of one of these modules, which are written when first asked for. */
export function taskFile(name: string): string {
  if (!isWritten) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  }
  isWritten = true;
  return join(folder, name);
}

/** The functions that they hold. */
export const tasks = () =>
  require(taskFile('tasks.js')) as { identity: (n: number) => number; primesBelow: (limit: number) => number };
