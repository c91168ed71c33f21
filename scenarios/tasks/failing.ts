/** Takes 100 ms; of 2 it fails after 50. */
export async function failOnTwo(n: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, n === 2 ? 50 : 100));
  if (n === 2) throw new Error('two');
  return n;
}
