/** The tutorial's Galaxy versions, as its code asks for them: nothing here knows of jest-lanes. */

export async function fetchVersion(server: string): Promise<string | null> {
  try {
    const response = await fetch(`${server}/api/version`, { signal: AbortSignal.timeout(2000) });
    return ((await response.json()) as { version_major: string }).version_major;
  } catch {
    return null;
  }
}
