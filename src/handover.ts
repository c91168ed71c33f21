/** What the setup file loads when there is something to tell a reporter. No door of the package: only ours come here. */
export { HandOver } from './handover/hand-over';
