import https from 'node:https';

/**
 * The code under test, with time-outs as Python's `timeout=2` means them: two seconds without a sign of life, which is
 * two seconds to connect and two seconds between bytes, not two seconds in all.
 */
export function fetchVersionIdle(server: string): Promise<string | null> {
  return new Promise((resolve) => {
    const request = https.get(`${server}/api/version`, { timeout: 2000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve((JSON.parse(body) as { version_major: string }).version_major));
      response.on('error', () => resolve(null));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });
}
