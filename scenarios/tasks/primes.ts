/** Counts the primes below a number by trial division: work that is all computing, in no memory to speak of. */
export function countPrimes(below: number): number {
  let count = 0;
  for (let n = 2; n < below; n++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= n && isPrime; divisor++) isPrime = n % divisor !== 0;
    if (isPrime) count += 1;
  }
  return count;
}

/** The same, with the processor time it took of which process, in milliseconds. */
export function countPrimesAndTime(below: number): { count: number; pid: number; cpuMs: number } {
  const before = process.cpuUsage();
  const count = countPrimes(below);
  const { user, system } = process.cpuUsage(before);
  return { count, pid: process.pid, cpuMs: (user + system) / 1000 };
}
