/**
 * The code under test: asks a Galaxy server for its version, as the tutorial does.
 *
 * @returns the version, or null if the server does not answer within two seconds.
 */
export async function fetchVersion(server: string): Promise<string | null> {
  try {
    const response = await fetch(`${server}/api/version`, { signal: AbortSignal.timeout(2000) });
    const { version_major: version } = (await response.json()) as { version_major: string };
    return version;
  } catch {
    return null;
  }
}
