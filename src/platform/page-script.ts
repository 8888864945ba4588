import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const made = new Map<string, Promise<string>>();

/**
 * One of our own modules, with what it imports, as a plain script that defines `name`: readable, and the very code the server runs.
 * For pages that leave the house and must work without it.
 */
export function plainScript(module: URL, name: string): Promise<string> {
  const known = made.get(module.href);
  if (known !== undefined) return known;
  const making = bundle(fileURLToPath(module), name);
  made.set(module.href, making);
  // What failed once (a full disk) may succeed the next time.
  making.catch(() => made.delete(module.href));
  return making;
}

async function bundle(entry: string, name: string): Promise<string> {
  const { build } = await import('vite');
  // Vite tells the whole process that it builds for production; the server is what it was.
  const before = process.env.NODE_ENV;
  try {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      build: { write: false, minify: false, target: 'es2022', lib: { entry, name, formats: ['iife'] } },
    });
    const [output] = [built].flat();
    if (!output || !('output' in output)) throw new Error(`${entry} gave no script`);
    return output.output[0].code;
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** What a content security policy calls an inline script or style by. */
export const contentHash = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
