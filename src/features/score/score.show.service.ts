import { type Actor, isSupervision } from '#kernel/actor.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Words } from '#kernel/words.ts';
import type { ComputationView, LossView, ScoreView } from './score.contract.ts';
import type { Loss, Scale } from './score.model.ts';
import { lossesByPlace, type Place } from './score.place.rules.ts';
import type { ComputationListed, Headline } from './score.store.ts';

export const bandViewOf = (scale: Scale, band: string): Words => {
  const found = scale.bands.find(({ id }) => id === band);
  if (!found) throw new Error(`the scale has no band ${band}`);
  return found.name;
};

export function headlineViewOf(
  headline: Headline | undefined,
): Pick<ScoreView, 'totalHundredths' | 'band' | 'bandDepth'> {
  if (!headline) return { totalHundredths: null, band: null, bandDepth: null };
  const { bands } = headline.scale;
  const at = bands.findIndex(({ id }) => id === headline.band);
  return {
    totalHundredths: headline.totalHundredths,
    band: bandViewOf(headline.scale, headline.band),
    bandDepth: at / Math.max(1, bands.length - 1),
  };
}

/** What stands beside a computation: the files behind its losses, and which facility each inspection looked at. */
type Known = {
  readonly evidence: ReadonlyMap<string, EvidenceView>;
  readonly places: ReadonlyMap<string, Place>;
};

const itemNameOf = (scale: Scale, itemId: string): Words =>
  scale.items.find(({ id }) => id === itemId)?.name ?? { zh: itemId, en: itemId };

const facilityOf = (place: Place | null | undefined) =>
  place ? { id: place.facilityId, name: place.name } : null;

export const lossViewOf = (
  actor: Actor,
  scale: Scale,
  { itemId, obligationId: _, ...loss }: Loss,
  known: Known,
): LossView => ({
  ...loss,
  item: itemId === null ? null : itemNameOf(scale, itemId),
  facility: facilityOf(loss.inspection && known.places.get(loss.inspection.id)),
  inspection: loss.inspection && {
    id: isSupervision(actor) ? loss.inspection.id : null,
    number: loss.inspection.number,
  },
  evidence: loss.evidence.flatMap((id) => known.evidence.get(id) ?? []),
});

/** A contractor opens findings, rectifications and reports of its own; an inspection is named to it, not linked. */
export function computationViewOf(
  actor: Actor,
  one: ComputationListed,
  known: Known,
  current: boolean,
): ComputationView {
  const { result, scale } = one;
  const inspection = (found: { readonly id: string; readonly number: string }) => ({
    id: isSupervision(actor) ? found.id : null,
    number: found.number,
  });
  const nameOf = (itemId: string): Words => itemNameOf(scale, itemId);
  return {
    number: one.number,
    judgedOn: one.judgedOn,
    computedBy: one.computedByName,
    computedAt: one.computedAt,
    packId: one.packId,
    packVersion: one.packVersion,
    packHash: one.packHash,
    factsDigest: one.factsDigest,
    current,
    verdicts: result.verdicts.map(({ inspections, ...verdict }) => ({
      ...verdict,
      inspections: inspections.map((each) => ({ ...each, ...inspection(each) })),
    })),
    baseHundredths: result.baseHundredths,
    bonusHundredths: result.bonusHundredths,
    bonusMaxHundredths: result.bonusMaxHundredths,
    lostHundredths: result.losses.reduce((sum, { hundredths }) => sum + hundredths, 0),
    roundingHundredths: result.roundingHundredths,
    stepHundredths: result.stepHundredths,
    rounding: scale.rounding,
    totalHundredths: result.totalHundredths,
    vetoed: result.vetoed,
    band: bandViewOf(scale, result.band),
    bands: scale.bands.map((band) => ({ ...band })),
    areas: result.areas.map(({ unseenItems, ...area }) => ({ ...area, unseen: unseenItems.map(nameOf) })),
    bonuses: result.bonuses.map(({ itemId, inspections, ...bonus }) => ({
      ...bonus,
      item: nameOf(itemId),
      inspections: inspections.map(inspection),
    })),
    places: lossesByPlace(result.losses, (id) => known.places.get(id)).map(
      ({ place, hundredths, losses }) => ({
        facility: facilityOf(place),
        lostHundredths: hundredths,
        count: losses.length,
      }),
    ),
    losses: result.losses.map((loss) => lossViewOf(actor, scale, loss, known)),
  };
}
