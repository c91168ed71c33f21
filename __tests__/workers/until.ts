/** Whether something comes to be so within a while. */
export async function until(isSo: () => boolean, withinRealMs: number): Promise<boolean> {
  const end = performance.now() + withinRealMs;
  while (!isSo() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return isSo();
}
