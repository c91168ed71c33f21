exports.late = () => require('./plain')(1);

if (process.env.NO_SUCH_VARIABLE !== undefined) require('./not-there');
