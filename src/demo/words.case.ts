import type { Severity } from '#features/regime/regime.model.ts';

/** A problem as it is told from beginning to end: the point of the sheet, the fact, what is demanded, what was done. */
export type Case = readonly [itemId: string, severity: Severity, fact: string, demand: string, done: string];
