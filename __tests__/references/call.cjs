'use strict';
let lane;
exports.setup = (laneFile, settings) => {
  lane = require(laneFile);
  lane.setup(settings);
  return lane.loadProject(settings.project);
};
exports.call = async (reference, ...args) => (await lane.loadTask(reference))(...args);
exports.isSync = (reference) => !(lane.loadTask(reference) instanceof Promise);
exports.loadedFiles = (pattern) => Object.keys(require.cache).filter((file) => new RegExp(pattern).test(file));
exports.failureOf = async (reference, ...args) => {
  try {
    await (
      await lane.loadTask(reference)
    )(...args);
    return 'no failure';
  } catch (error) {
    return {
      name: error.name,
      message: error.message,
      stack: error.stack,
      cause: error.cause && { name: error.cause.name, message: error.cause.message },
    };
  }
};
