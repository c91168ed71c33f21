import { test } from '@jest/globals';
import { takeTurn } from './take-turn';

test('takes its turn', takeTurn, 600_000);
