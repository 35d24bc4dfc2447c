/**
 * Whether a modulus looks like those of a chip library that chose its primes as powers of 65537 modulo small primes: they
 * can be factored (CVE-2017-15361, "ROCA"). Of other keys hardly one in a hundred million looks so.
 */
export function isGuessable(modulus: Buffer): boolean {
  const n = BigInt(`0x${modulus.toString('hex')}`);
  return RESIDUES.every(([prime, powers]) => powers.has(Number(n % BigInt(prime))));
}

const PRIMES = [
  ...[3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109],
  ...[113, 127, 131, 137, 139, 149, 151, 157, 163, 167],
];

const RESIDUES: readonly (readonly [prime: number, powers: ReadonlySet<number>])[] = PRIMES.map((prime) => [
  prime,
  powersOf(65_537 % prime, prime),
]);

/** The powers of a number modulo a prime: at most `prime - 1` of them. */
function powersOf(generator: number, prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * generator) % prime) powers.add(power);
  return powers;
}
