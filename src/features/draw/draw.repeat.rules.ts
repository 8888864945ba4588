import { type Verdict, verify, verifyText } from './draw.proof.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';

// What the published page carries: the whole draw, with a SHA-256 of its own.

export const repeat = (value: unknown): Verdict => verify(value, sha256);
export const repeatText = (text: string): Verdict => verifyText(text, sha256);
