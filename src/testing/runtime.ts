/** Argon2 came to `node:crypto` in 24.7; on older Node, Vitest hides the assertion that failed. */
export function setup(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 24 || (major === 24 && minor < 7)) {
    throw new Error(
      `These tests need Node 24.7 or newer and this is ${process.versions.node}: run them with npm test, which uses the Node that npm ci installed.`,
    );
  }
}
