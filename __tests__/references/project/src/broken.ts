import { missing } from './not-there';

export const broken = (): unknown => missing;
