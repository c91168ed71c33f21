import { describe } from '@jest/globals';
import { asyncPool } from '../../src/pools/async-pool';
import { serialPool } from '../../src/pools/serial-pool';
import { imapContract } from './contract/imap';
import { lifeContract } from './contract/life';
import { mapContract } from './contract/map';
import { misuseContract } from './contract/misuse';
import { recordingContract } from './contract/recording';

/** Every pool there is keeps one contract. */
describe.each([
  ['serialPool()', { lanes: 1, make: serialPool }],
  ['asyncPool(1)', { lanes: 1, make: () => asyncPool(1) }],
  ['asyncPool(3)', { lanes: 3, make: () => asyncPool(3) }],
])('%s', (_name, contracted) => {
  mapContract(contracted);
  imapContract(contracted);
  recordingContract(contracted);
  lifeContract(contracted);
  misuseContract(contracted);
});
