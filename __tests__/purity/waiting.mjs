// No Node can require a module that awaits something at its top.
export const same = await Promise.resolve((n) => n);
