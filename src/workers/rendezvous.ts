import { UsageError } from '../errors';

/** Where the first tasks of a call wait for each other: a chunk in each lane. */
export class Rendezvous {
  readonly #waiting: ((failure: Error | undefined) => void)[] = [];
  #come = 0;
  #invited = 0;
  #failure: Error | undefined;

  /** @param size - how many are to come. */
  constructor(
    private readonly size: number,
    private readonly pool: string,
  ) {}

  /** Whether the next chunk is one of those that wait; asked once for each. */
  invites(): boolean {
    this.#invited += 1;
    return this.#invited <= this.size;
  }

  /** Resolves when all are there, or to the reason why they never will. */
  met(): Promise<Error | undefined> {
    return new Promise((resolve) => {
      if (this.#failure === undefined) this.#waiting.push(resolve);
      else resolve(this.#failure);
    });
  }

  /** One has come. */
  arrive(): void {
    this.#come += 1;
    if (this.#come === this.size) this.#letGo(undefined);
  }

  /** One will not come. */
  miss(task: string, cause: unknown): void {
    if (this.#come < this.size) this.#fail(inVain(this.pool, task, cause));
  }

  /** No more chunks than these will come. */
  noMore(chunks: number): void {
    if (chunks < this.size) this.#fail(tooFew(chunks, this.size, this.pool));
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    this.#letGo(this.#failure);
  }

  #letGo(failure: Error | undefined): void {
    for (const resolve of this.#waiting.splice(0)) resolve(failure);
  }
}

/** Fewer than lanes would wait for ever. */
function tooFew(chunks: number, lanes: number, pool: string): UsageError {
  return new UsageError(
    `Expected as many chunks of tasks as ${pool} has lanes for \`rendezvous\`: ${lanes} or more, got ${chunks}.\n` +
      'Give it more inputs, or a smaller `chunkSize`, or make a smaller pool.',
  );
}

function inVain(pool: string, task: string, cause: unknown): UsageError {
  const error = new UsageError(
    `The tasks of ${pool} waited for each other (\`rendezvous\`), but "${task}" never came; see \`cause\`.`,
  );
  return Object.assign(error, { cause });
}
