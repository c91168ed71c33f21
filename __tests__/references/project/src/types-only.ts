import { Wide, type Wider } from './never-loaded';

export const widthOf = (box: Wide | Wider): number => box.width;
