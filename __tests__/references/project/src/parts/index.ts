export { double } from './double';
export { area as areaFromIndex } from '../shapes';
