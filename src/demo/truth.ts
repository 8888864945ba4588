/** The anomalies that were planted on purpose: detection is scored against them. */
export type Planted =
  | 'same-photo-twice'
  | 'photo-older-than-visit'
  | 'position-far-from-facility'
  | 'position-missing'
  | 'visit-under-ten-minutes'
  | 'faster-than-driving'
  | 'shell-station'
  | 'reported-above-seen'
  | 'same-figures-three-months'
  | 'report-late'
  | 'report-missing'
  | 'obligation-missed'
  | 'closed-on-report-day'
  | 'rectified-late'
  | 'repeat-within-90-days'
  | 'attendance-signed-by-others';

export type Anomaly = {
  readonly kind: Planted;
  /** Ids of the records that show it. */
  readonly records: readonly string[];
  readonly on: string;
  readonly note: string;
};

export type Truth = { note(anomaly: Anomaly): void; told(): readonly Anomaly[] };

export function aTruth(): Truth {
  const anomalies: Anomaly[] = [];
  const keyOf = ({ kind, on, records }: Anomaly) => `${kind} ${on} ${records.join(' ')}`;
  return {
    note: (anomaly) => void anomalies.push(anomaly),
    told: () => anomalies.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}
