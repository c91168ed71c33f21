import 'jest-lanes/setup';
import { expect } from '@jest/globals';

expect([1, 2]).toBeOrderedLike([1, 2]);
