throw Object.assign(new Error('no'), { code: globalThis.lanesRefusal });
