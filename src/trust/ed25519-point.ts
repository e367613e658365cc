// Is this an Ed25519 public key at all? OpenSSL imports any 32 bytes, and a point of small order lets anybody sign.

const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** The y of the points whose order divides 8 (1, 2, 4, 8, 8): under such a key one signature fits every message. */
const smallOrder = new Set([
  1n,
  p - 1n,
  0n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
]);

/**
 * Whether 32 bytes are the canonical encoding of a point on edwards25519 that is fit to be a public key.
 * source: RFC 8032 section 5.1.3 (decoding), with points of small order refused
 */
export function isEd25519Point(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  // The top bit is the sign of x; both signs exist wherever x is not 0, and x is 0 only for two points of small order.
  const y = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`) & (2n ** 255n - 1n);
  if (y >= p || smallOrder.has(y)) return false;
  const square = (y * y) % p;
  // x² = (y² − 1) / (d·y² + 1) has a solution exactly where numerator times denominator is a square (Euler).
  return power((square - 1n) * (d * square + 1n), (p - 1n) / 2n) === 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let factor = base % p, rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % p)
    if (rest & 1n) result = (result * factor) % p;
  return result;
}
