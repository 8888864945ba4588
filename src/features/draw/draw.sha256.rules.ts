// SHA-256 (FIPS 180-4) in plain arithmetic: whoever opens the published page has no other tool at hand, and the browser's own is
// missing outside https. The server takes Node's instead; a test holds the two together.

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

export const sha256: Sha256 = (text) => digestOf(utf8(text));

/** Half of a surrogate pair stands for no character and becomes U+FFFD, as every encoder does. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 ? text.charCodeAt(at + 1) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        at += 1;
      } else code = 0xfffd;
    }
    if (code < 0x80) bytes[length++] = code;
    else {
      if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) bytes[length++] = 0xe0 | (code >> 12);
        else {
          bytes[length++] = 0xf0 | (code >> 18);
          bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
        }
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
      }
      bytes[length++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes.subarray(0, length);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes;
}

const primes = firstPrimes(64);
/** The first 32 bits behind the point of a prime's root, in whole numbers: a root in floating point is only nearly the same everywhere. */
function fractionOfRoot(prime: number, degree: bigint): number {
  const scaled = BigInt(prime) << (32n * degree);
  let low = 0n;
  let high = 1n << 48n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle;
  }
  return Number(BigInt.asIntN(32, low));
}

const initialState = primes.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n));
const roundConstants = Int32Array.from(primes, (prime) => fractionOfRoot(prime, 3n));

function digestOf(bytes: Uint8Array): string {
  const state = Int32Array.from(initialState);
  const schedule = new Int32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) compress(state, schedule, bytes, at);
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  // The length in bits, big-endian; shifting it would lose what lies beyond 32 bits.
  for (let place = 0, bits = bytes.length * 8; place < 8; place += 1, bits = Math.floor(bits / 256))
    tail[tail.length - 1 - place] = bits % 256;
  for (let at = 0; at < tail.length; at += 64) compress(state, schedule, tail, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, from: number): void {
  const word = (index: number): number => schedule[index] as number;
  for (let t = 0; t < 16; t += 1) {
    const at = from + t * 4;
    schedule[t] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let t = 16; t < 64; t += 1) {
    const early = word(t - 15);
    const late = word(t - 2);
    schedule[t] =
      (word(t - 16) +
        (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
        word(t - 7) +
        (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) |
      0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t += 1) {
    const first =
      (h +
        (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
        ((e & f) ^ (~e & g)) +
        (roundConstants[t] as number) +
        word(t)) |
      0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries())
    state[index] = (state[index] as number) + value;
}
