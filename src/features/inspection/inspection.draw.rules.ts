import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { lettersIn } from '#kernel/text.ts';
import type { DrawnVisit } from '../draw/draw.model.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { TeamRole } from './inspection.model.ts';

type Place = { readonly personId: string; readonly role: TeamRole };

export type DrawRefusal =
  | 'inspection.draw-not-found'
  | 'inspection.draw-not-drawn'
  | 'inspection.not-drawn'
  | 'inspection.draw-other-period'
  | 'inspection.draw-departure-reason';

/** By id: who was drawn and does not go in his place, and who goes without having been drawn. */
export type Departure = { readonly missing: readonly string[]; readonly others: readonly string[] };

/**
 * 检查人员随机抽取: those who were drawn go, each in his place (D05, D06). A place nobody could take is filled by whom the office finds, and a
 * third party joins where the pack asks for one; any other change is a departure.
 */
export function departureOf(
  drawn: { readonly inspectors: readonly Place[]; readonly unfilled: readonly TeamRole[] },
  team: readonly Place[],
  thirdPartyAsked: boolean,
): Departure {
  const key = ({ personId, role }: Place) => `${role} ${personId}`;
  const going = new Set(team.map(key));
  const sent = new Set(drawn.inspectors.map(key));
  const free = [...drawn.unfilled];
  const drawnRoles = [...drawn.unfilled, ...drawn.inspectors.map(({ role }) => role)];
  if (thirdPartyAsked && !drawnRoles.includes('third-party')) free.push('third-party');
  const others = team.filter((place) => {
    if (sent.has(key(place))) return false;
    const at = free.indexOf(place.role);
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
  return {
    missing: drawn.inspectors.filter((place) => !going.has(key(place))).map(({ personId }) => personId),
    others: others.map(({ personId }) => personId),
  };
}

/**
 * A visit that comes from a draw goes to what was drawn, in the period it was drawn for, with those who were drawn, or says why not.
 * Returns the reason to keep, which is none where nobody was changed.
 */
export function followsDraw(
  pack: RulePack,
  draw: DrawnVisit | undefined,
  visit: {
    readonly plannedOn: string;
    readonly area: ContentArea;
    readonly team: readonly (Place & { readonly name: string })[];
    readonly reason: string | null;
  },
): Result<{ readonly departure: Departure; readonly reason: string | null }, DrawRefusal> {
  const basis = [clause(clauseOfDuty(pack, 'D06')), clause(clauseOfDuty(pack, 'D05'))];
  if (!draw) return refused('inspection.draw-not-found');
  const { number } = draw;
  if (draw.state !== 'drawn' && draw.state !== 'published')
    return refused('inspection.draw-not-drawn', { number }, basis);
  if (!draw.drawn) return refused('inspection.not-drawn', { number }, basis);
  if (visit.plannedOn < draw.period.from || visit.plannedOn > draw.period.until)
    return refused(
      'inspection.draw-other-period',
      { number, fromOn: draw.period.from, untilOn: draw.period.until },
      basis,
    );
  const { unfilled } = draw.drawn;
  const inspectors = draw.drawn.inspectors.map(({ id: personId, role, name }) => ({ personId, role, name }));
  const asked = pack.inspection.thirdPartyAreas.includes(visit.area);
  const departure = departureOf({ inspectors, unfilled }, visit.team, asked);
  const names = new Map([...inspectors, ...visit.team].map(({ personId, name }) => [personId, name]));
  const told = (ids: readonly string[]) => (ids.length > 0 ? ids.map((id) => names.get(id) ?? id) : ['—']);
  const departs = departure.missing.length + departure.others.length > 0;
  const reason = departs ? (visit.reason?.trim() ?? '') : null;
  if (reason !== null && lettersIn(reason) < 4)
    return refused(
      'inspection.draw-departure-reason',
      { number, missing: told(departure.missing), others: told(departure.others) },
      basis,
    );
  return granted({ departure, reason });
}
