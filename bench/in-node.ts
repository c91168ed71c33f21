import { takeTurn } from './take-turn';

// Pools that are still open would keep it alive.
void takeTurn().then(() => process.exit());
