import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Tie } from './organisation.model.ts';

// 回避: what ties a person to a contractor, declared or seen in the records.

/** A telephone as its last eleven digits; null where there are too few to tell one from another. */
const number = (column: RawBuilder<unknown>) =>
  sql`nullif(right(translate(${column}, ' -()+（）－　', ''), 11), '')`;

/**
 * Every tie of a person `p` of an organisation `o` on a day: declared and in force; the telephone of the contractor or of one of its
 * people, also of one who left; for a third party, the telephone or address of its own house.
 */
export const tiesOn = (on: string) => sql`
  select r.contractor_id, 'declared' as ground, r.statement as detail from related_party r
  where r.county = p.county and r.person_id = p.id
    and r.from_on <= ${on}::date and (r.until_on is null or r.until_on >= ${on}::date)
  union all
  select c.id, 'telephone', q.name from person q join organisation c on c.county = q.county and c.id = q.organisation_id
  where p.phone is not null and o.kind <> 'contractor' and q.county = p.county and c.kind = 'contractor' and q.phone is not null
    and length(${number(sql`p.phone`)}) >= 7 and ${number(sql`q.phone`)} = ${number(sql`p.phone`)}
  union all
  select c.id, 'telephone', c.name from organisation c
  where p.phone is not null and o.kind <> 'contractor' and c.county = p.county and c.kind = 'contractor' and c.phone is not null
    and length(${number(sql`p.phone`)}) >= 7 and ${number(sql`c.phone`)} = ${number(sql`p.phone`)}
  union all
  select c.id, 'agency', o.name from organisation c
  where o.kind = 'third-party' and c.county = o.county and c.kind = 'contractor'
    and (length(${number(sql`o.phone`)}) >= 7 and ${number(sql`c.phone`)} = ${number(sql`o.phone`)}
      or length(translate(o.address, ' 　', '')) >= 6 and translate(c.address, ' 　', '') = translate(o.address, ' 　', ''))`;

/** The person's row is held until the act is over, so that a declaration comes wholly before it or wholly after. */
export async function holdPerson(tx: Tx, county: string, personId: string): Promise<void> {
  await sql`select 1 from person where county = ${county} and id = ${personId}::uuid for share`.execute(tx);
}

export async function tiesOf(
  db: Tx,
  county: string,
  query: { readonly personId: string; readonly contractorId?: string; readonly on: string },
): Promise<(Tie & { readonly contractorId: string })[]> {
  const { personId, contractorId, on } = query;
  const { rows } = await sql<Tie & { contractorId: string }>`
    select t.contractor_id as "contractorId", t.ground, t.detail, c.name as contractor
    from person p join organisation o on o.county = p.county and o.id = p.organisation_id
    cross join lateral (${tiesOn(on)}) t
    join organisation c on c.county = p.county and c.id = t.contractor_id
    where p.county = ${county} and p.id = ${personId}::uuid
      ${contractorId === undefined ? sql`` : sql`and t.contractor_id = ${contractorId}::uuid`}
    order by c.name, t.ground, t.detail`.execute(db);
  return rows;
}
