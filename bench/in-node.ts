import { takeTurn } from './take-turn';

void takeTurn();
