import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a session; what is kept is only its digest. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const readable = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A one-time code people can read from a terminal and type: 60 bits, no 0/O or 1/I. */
export function newReadableCode(): string {
  const letters = Array.from(randomBytes(12), (byte) => readable.charAt(byte % readable.length)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** The digest of a text as hexadecimal digits, for what people compare with their own eyes. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
