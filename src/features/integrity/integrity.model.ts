/** What a check can find; `file-…` is what the stored bytes are instead of the record's. */
export const faultKinds = [
  'event-altered',
  'version-missing',
  'event-without-record',
  'record-without-event',
  'record-not-current',
  'guard-missing',
  'file-missing',
  'file-empty',
  'file-altered',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Who asked for a check: the night, a person on the page, the command, or a restored backup. */
export const askers = ['night', 'person', 'command', 'restore'] as const;
export type Asker = (typeof askers)[number];

export const bounds = { faultsShown: 200, damagesShown: 200, usesShown: 5, runsShown: 14 } as const;
