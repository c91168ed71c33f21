export const nap = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
