import { byText } from '#kernel/order.ts';
import type { Loss, ScoreFacts, ScoreResult } from './score.model.ts';

// Where a score comes from: the records it rests on, and what each facility lost of it.

export type WeighedRecord = {
  readonly type: 'inspection' | 'finding' | 'rectification' | 'monthly-report';
  readonly id: string;
};

/** Every inspection that counted, whether it cost points or kept them, and every record a point was lost by; each once. */
export function weighedRecords(
  { verdicts, losses }: Pick<ScoreResult, 'verdicts' | 'losses'>,
  newest: readonly Pick<ScoreFacts['results'][number], 'inspectionId'>[],
): readonly WeighedRecord[] {
  const found = new Map<string, WeighedRecord>();
  const add = (type: WeighedRecord['type'], id: string | null | undefined) => {
    if (id) found.set(`${type} ${id}`, { type, id });
  };
  for (const { inspectionId } of newest) add('inspection', inspectionId);
  for (const { inspections } of verdicts) for (const { id } of inspections) add('inspection', id);
  for (const { inspection, finding, rectificationId, reportId } of losses) {
    add('inspection', inspection?.id);
    add('finding', finding?.id);
    add('rectification', rectificationId);
    add('monthly-report', reportId);
  }
  return [...found].toSorted(([a], [b]) => byText(a, b)).map(([, record]) => record);
}

export const inspectionsOf = (
  losses: readonly { readonly inspection: { readonly id: string } | null }[],
): readonly string[] => [...new Set(losses.flatMap(({ inspection }) => inspection?.id ?? []))];

export type Place = { readonly facilityId: string; readonly name: string };

export type PlaceLosses<L> = {
  /** Null: of the contract as a whole, such as its reports. */
  readonly place: Place | null;
  readonly hundredths: number;
  readonly losses: readonly L[];
};

/**
 * 各站点失分: the points a contract lost, by the facility whose inspection cost them. The parts sum to the whole. A place gets no
 * total and no grade, and the order is by name: nobody is ranked (B05).
 */
export function lossesByPlace<
  L extends Pick<Loss, 'hundredths'> & { readonly inspection: { id: string } | null },
>(losses: readonly L[], placeOf: (inspectionId: string) => Place | undefined): readonly PlaceLosses<L>[] {
  const places = new Map<string, { place: Place | null; losses: L[] }>();
  for (const loss of losses) {
    const place = (loss.inspection && placeOf(loss.inspection.id)) ?? null;
    const key = place?.facilityId ?? '';
    const known = places.get(key);
    if (known) known.losses.push(loss);
    else places.set(key, { place, losses: [loss] });
  }
  return [...places.values()]
    .map((one) => ({ ...one, hundredths: one.losses.reduce((sum, { hundredths }) => sum + hundredths, 0) }))
    .toSorted(
      (a, b) =>
        Number(a.place === null) - Number(b.place === null) ||
        byText(a.place?.name ?? '', b.place?.name ?? '') ||
        byText(a.place?.facilityId ?? '', b.place?.facilityId ?? ''),
    );
}
