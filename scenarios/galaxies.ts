import { galaxyServer, type SlowServer } from 'jest-lanes';

/** The tutorial's five Galaxy servers, of which one never answers and one never connects. */
export function fiveGalaxies(): SlowServer[] {
  return [
    galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: 900 }),
    galaxyServer('https://usegalaxy.eu', { version: '24.2', firstByte: 300 }),
    galaxyServer('https://stalls.example', { version: '24.2', firstByte: 'never' }),
    galaxyServer('https://down.example', { connect: 'never' }),
    galaxyServer('https://usegalaxy.be', { version: '24.0', connect: 40, firstByte: 200 }),
  ];
}

/** What asking all five must give, whoever asks and however many at a time. */
export const VERSIONS = {
  'https://usegalaxy.org': '24.1',
  'https://usegalaxy.eu': '24.2',
  'https://stalls.example': null,
  'https://down.example': null,
  'https://usegalaxy.be': '24.0',
};

export function originsOf(servers: readonly SlowServer[]): string[] {
  return servers.map(({ origin }) => origin);
}
