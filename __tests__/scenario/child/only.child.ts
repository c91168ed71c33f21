import { expect } from '@jest/globals';
import { asyncPool, scenario } from 'jest-lanes';

const pools = [asyncPool(2)];

scenario('is not run', { pools }, () => 1, () => expect(1).toBe(2)); // prettier-ignore
scenario.only('is run alone', { pools }, () => 1, (run) => expect(run.value).toBe(1)); // prettier-ignore
