import { UsageError, expected } from '../errors';

/**
 * What `expect(…)` was given is of another kind than the matcher judges. Of an assertion that is misuse; a part of an
 * expected value stands for other values than this one, as `expect.stringContaining` does beside a number.
 */
export class OtherKind extends UsageError {}

/** Words it, as `expected` does. A promise is misuse everywhere: it stands for what it will give. */
export function otherKind(rule: string, received: unknown, advice?: string): UsageError {
  const error = expected('expect(…)', `given ${rule}`, received, advice);
  return received instanceof Promise ? error : new OtherKind(error.message);
}
