/** To await it is one turn of the microtasks, for which Node makes no promise and tells its hooks of none. */
export const TURN = Promise.resolve();
