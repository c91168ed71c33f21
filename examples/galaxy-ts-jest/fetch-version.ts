/** The version a Galaxy server says it runs, or `null` if it does not say so within two seconds. */
export async function fetchVersion(server: string): Promise<string | null> {
  try {
    const response = await fetch(`${server}/api/version`, { signal: AbortSignal.timeout(2000) });
    const { version_major: version } = (await response.json()) as { version_major: string };
    return version;
  } catch {
    return null;
  }
}
