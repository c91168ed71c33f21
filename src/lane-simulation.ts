/**
 * What a worker needs from its first simulation on, as a file of its own: half of all that it may have to load. Who
 * requires one of these in a worker has them all loaded, by the build's arrangement.
 */
export * from './servers/network';
export * from './servers/nock-door';
export * from './time';
export * from './time/virtual-clock';
