// An ES module as SWC and Babel compile one: its exports are getters.
let last = 0;
Object.defineProperty(exports, '__esModule', { value: true });
Object.defineProperty(exports, 'remembering', { enumerable: true, get: () => remembering });
Object.defineProperty(exports, 'last', { enumerable: true, get: () => last });
Object.defineProperty(exports, 'early', {
  enumerable: true,
  get: () => {
    throw new ReferenceError('not initialized');
  },
});

function remembering(n) {
  last = n;
  return 2 * n;
}
