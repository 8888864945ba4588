import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Scale, ScoreStanding } from './score.model.ts';

const label = sql`to_char(s.from_on, 'YYYY-MM-DD') || '–' || to_char(s.to_on, 'YYYY-MM-DD')`;

/** The newest score of a contract that binds, and the first period that is over and not yet confirmed. */
export async function scoreStanding(
  db: Db | Tx,
  county: string,
  agreementId: string,
  asOf: string,
): Promise<ScoreStanding> {
  const binding = await sql<{
    id: string;
    label: string;
    totalHundredths: number;
    band: string;
    scale: Scale;
    carried: {
      readonly total: number | null;
      readonly band: string | null;
      readonly scale: Scale | null;
    } | null;
  }>`
    select s.id, ${label} as label, c.total_hundredths as "totalHundredths", c.band, c.scale,
      (select json_build_object('total', k.total_hundredths, 'band', k.band, 'scale', k.scale) from score_carry k
        where k.county = s.county and k.score_id = s.id and k.computation = s.confirmed_computation
        order by k.version desc limit 1) as carried
    from score s join score_computation c on c.county = s.county and c.score_id = s.id and c.number = s.confirmed_computation
    where s.county = ${county} and s.agreement_id = ${agreementId} and s.state <> 'withdrawn' and s.to_on < ${asOf}::date
    order by s.to_on desc, s.id limit 1`.execute(db);
  const pending = await sql<{ id: string; label: string; toOn: string }>`
    select s.id, ${label} as label, s.to_on as "toOn" from score s
    where s.county = ${county} and s.agreement_id = ${agreementId} and s.state in ('open', 'computed') and s.to_on < ${asOf}::date
    order by s.to_on, s.id limit 1`.execute(db);
  const [found] = binding.rows;
  // Under a later scale it counts as it was carried over; scored anew, it counts no longer.
  const carried = found?.carried;
  const row =
    !found || !carried
      ? found
      : carried.total === null || carried.band === null || carried.scale === null
        ? undefined
        : { ...found, totalHundredths: carried.total, band: carried.band, scale: carried.scale };
  return {
    score: row
      ? {
          id: row.id,
          label: row.label,
          totalHundredths: row.totalHundredths,
          base: row.scale.base,
          band: row.band,
          bandName: row.scale.bands.find(({ id }) => id === row.band)?.name ?? { zh: row.band, en: row.band },
        }
      : null,
    scorePending: pending.rows[0] ?? null,
  };
}
