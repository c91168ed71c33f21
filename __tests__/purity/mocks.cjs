// Mocks that tests share: each copy of this module makes them anew.
exports.api = { price: require('@jest/globals').jest.fn() };
