export const fromModule = (n) => n + 1;

export default async function later(n) {
  return n + 2;
}
