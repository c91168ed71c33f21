'use strict';
const { loadProject, loadTask } = require(process.argv[2]);

process.on('message', ({ project, reference }) => {
  loadProject(project);
  process.send(loadTask(reference)(2));
});
