/**
 * UUIDv7 (RFC 9562) from a time in milliseconds and ten random bytes: ids sort by the time they were made,
 * and the device that made a record may name it before it reaches the server.
 */
export function uuidV7(epochMilliseconds: number, random: Uint8Array): string {
  const time = Math.trunc(epochMilliseconds).toString(16).padStart(12, '0');
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((Number.parseInt(hex.slice(3, 5), 16) & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(5, 7)}-${hex.slice(7, 19)}`;
}

/** UUIDv8 from a digest: the same thing always gets the same id, on any machine. */
export function uuidFromDigest(digestHex: string): string {
  const variant = ((Number.parseInt(digestHex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${digestHex.slice(0, 8)}-${digestHex.slice(8, 12)}-8${digestHex.slice(13, 16)}-${variant}${digestHex.slice(18, 20)}-${digestHex.slice(20, 32)}`;
}
