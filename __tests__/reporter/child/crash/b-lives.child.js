test('lives', () => undefined);
