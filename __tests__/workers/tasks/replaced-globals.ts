const native = Object.getOwnPropertyDescriptor(globalThis, 'performance')!;

const clock = { now: (): number => 42 };
const OwnChannel = function OwnChannel(): void {};

/** What a module may make of Node's globals, by name, as it is called. */
export const ways = {
  'assigned others': () => Object.assign(globalThis, { performance: clock, MessageChannel: OwnChannel }),
  'defined others': () =>
    void Object.defineProperties(globalThis, {
      performance: { value: clock, configurable: true },
      MessageChannel: { value: OwnChannel, configurable: true },
    }),
  'deleted them': () => {
    Reflect.deleteProperty(globalThis, 'performance');
    Reflect.deleteProperty(globalThis, 'MessageChannel');
  },
  'wrapped one': () => {
    let looks = 0;
    Object.defineProperty(globalThis, 'performance', {
      configurable: true,
      get: () => {
        looks += 1;
        return { now: () => [looks, typeof (native.get!.call(globalThis) as typeof clock).now()] };
      },
    });
  },
};

/** Does so first, and says each time what is there. */
export function replaced(way: keyof typeof ways): readonly unknown[] {
  const holder = globalThis as { isDone?: boolean };
  if (holder.isDone !== true) ways[way]();
  holder.isDone = true;
  const { performance: found, MessageChannel: Channel } = globalThis as Partial<typeof globalThis>;
  return [found?.now(), Channel === undefined ? undefined : Channel.name];
}
