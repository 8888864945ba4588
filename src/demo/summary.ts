import { sql } from 'kysely';
import type { Words } from '#kernel/words.ts';
import type { Db } from '#platform/database.ts';

const kinds = [
  ['organisation', '单位', 'organisations'],
  ['person', '人员', 'people'],
  ['agreement', '合同', 'contracts'],
  ['facility', '中心和站点', 'centres and stations'],
  ['obligation', '监管义务', 'obligations'],
  ['monthly_report', '月报', 'monthly reports'],
  ['draw', '抽查抽取', 'draws'],
  ['inspection', '检查', 'inspections'],
  ['finding', '问题', 'findings'],
  ['letter', '督办函', 'supervision letters'],
  ['rectification', '整改事项', 'rectifications'],
  ['reinspection', '复查', 're-inspections'],
  ['payment_decision', '拨付决定', 'payment decisions'],
  ['payment', '拨付', 'payments'],
  ['evidence', '证据材料', 'pieces of evidence'],
  ['event', '事件', 'events'],
] as const;

/** How much of everything a county holds. */
export async function countsOf(
  db: Db,
  county: string,
): Promise<readonly { readonly name: Words; readonly count: number }[]> {
  const { rows } = await sql<Record<string, number>>`select ${sql.join(
    kinds.map(
      ([table]) =>
        sql`(select count(*)::integer from ${sql.table(table)} where county = ${county}) as ${sql.id(table)}`,
    ),
  )}`.execute(db);
  return kinds.map(([table, zh, en]) => ({ name: { zh, en }, count: rows[0]?.[table] ?? 0 }));
}
