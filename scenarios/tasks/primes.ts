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
