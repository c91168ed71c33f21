/** By this variable of its environment the worker of a lane is known. */
export const LANE_MARK = 'JEST_LANES_LANE';
