/** Where a rule comes from: a clause of the regime's pack, or another instrument by name and article. */
export type Citation =
  | { readonly clause: string; readonly localSupplement?: boolean | undefined }
  | { readonly instrument: string; readonly article?: string | undefined };

export type Facts = Readonly<Record<string, string | number | readonly string[]>>;

/** A business "no" is a value: a stable code, the facts that explain it, and its legal basis. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly facts: Facts;
  readonly basis: readonly Citation[];
};

export type Granted<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string = string> = { readonly ok: false; readonly refusal: Refusal<Code> };
export type Result<T, Code extends string = string> = Granted<T> | Refused<Code>;

export function granted<T>(value: T): Granted<T> {
  return { ok: true, value };
}

export function refused<const Code extends string>(
  code: Code,
  facts: Facts = {},
  basis: readonly Citation[] = [],
): Refused<Code> {
  return { ok: false, refusal: { code, facts, basis } };
}

export const clause = (id: string, localSupplement = false): Citation =>
  localSupplement ? { clause: id, localSupplement } : { clause: id };
