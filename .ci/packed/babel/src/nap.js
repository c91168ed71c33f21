export const nap = (ms) => new Promise((wake) => setTimeout(wake, ms));
