/** What hangs on a module that a test would mock. */
import { price } from './price';

export const quoted = (n: number): number => n * price();
