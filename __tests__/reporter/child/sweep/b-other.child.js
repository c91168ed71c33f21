const { execFileSync } = require('node:child_process');

// Prints while the sweep goes on, as tests do.
test('prints', () => {
  execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 3000)']);
  console.log('said meanwhile');
});
