test('adds', () => expect(1 + 1).toBe(2));
test.todo('subtracts');
test.skip('multiplies', () => undefined);
