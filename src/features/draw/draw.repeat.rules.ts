import type { DrawLists, DrawObject } from './draw.model.ts';
import { type Verdict, verify, verifyText } from './draw.proof.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';
import { countsOf, type WeightStep, weightSteps, weightTermsOf } from './draw.weight.rules.ts';

// What the published page carries: the whole draw, with a SHA-256 of its own.

export const repeat = (value: unknown): Verdict => verify(value, sha256);
export const repeatText = (text: string): Verdict => verifyText(text, sha256);
/** What the weight of an object is made of, as the page shows it; nothing where the draw is not weighted. */
export const weighed = (lists: DrawLists, { risk }: DrawObject): readonly WeightStep[] =>
  weightSteps(weightTermsOf(lists), countsOf(risk));
