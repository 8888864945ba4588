import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type { Plan, PlanLine, PlanState, Project } from './plan.model.ts';

const projectColumns = [
  'id',
  'version',
  'name',
  'name_en as nameEn',
  'batch_year as batchYear',
  'central_fen as centralFen',
  'local_fen as localFen',
  'starts_on as startsOn',
  'ends_on as endsOn',
] as const;

const planColumns = [
  'plan.id',
  'plan.version',
  'plan.project_id as projectId',
  'plan.number',
  'plan.state',
  'plan.reason',
  'plan.in_force_from as inForceFrom',
  'plan.drafted_by as draftedBy',
  'plan.approved_by as approvedBy',
  'plan.approved_at as approvedAt',
] as const;

type Row<T extends { state: string }> = Omit<T, 'state'> & { state: string };
const planOf = (row: Row<Plan>): Plan => ({ ...row, state: row.state as PlanState });

export const projects = (db: Tx, county: string): Promise<Project[]> =>
  db
    .selectFrom('project')
    .select(projectColumns)
    .where('county', '=', county)
    .orderBy('batch_year')
    .orderBy('id')
    .execute();

export const findProject = (db: Tx, county: string, id: string): Promise<Project | undefined> =>
  db
    .selectFrom('project')
    .select(projectColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();

export const findProjectForUpdate = (tx: Tx, county: string, id: string): Promise<Project | undefined> =>
  tx
    .selectFrom('project')
    .select(projectColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

const projectValues = (project: Project) => ({
  version: project.version,
  name: project.name,
  name_en: project.nameEn,
  batch_year: project.batchYear,
  central_fen: project.centralFen,
  local_fen: project.localFen,
  starts_on: project.startsOn,
  ends_on: project.endsOn,
});

export async function insertProject(tx: Tx, county: string, project: Project): Promise<void> {
  await tx
    .insertInto('project')
    .values({ county, id: project.id, ...projectValues(project) })
    .execute();
}

export async function saveProject(tx: Tx, county: string, project: Project): Promise<void> {
  await tx
    .updateTable('project')
    .set(projectValues(project))
    .where('county', '=', county)
    .where('id', '=', project.id)
    .execute();
}

/** A version with the names behind its ids and what its lines amount to. */
export type PlanListed = Plan & {
  readonly draftedByName: string;
  readonly approvedByName: string | null;
  readonly lineCount: number;
  readonly totalFen: number;
};

/** Versions of a project, newest first; or one by its id. */
export async function plans(
  db: Tx,
  county: string,
  filter: { projectId: string } | { id: string },
): Promise<PlanListed[]> {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('person as drafter', (join) =>
      join.onRef('drafter.county', '=', 'plan.county').onRef('drafter.id', '=', 'plan.drafted_by'),
    )
    .leftJoin('person as approver', (join) =>
      join.onRef('approver.county', '=', 'plan.county').onRef('approver.id', '=', 'plan.approved_by'),
    )
    .leftJoin('plan_line as line', (join) =>
      join
        .onRef('line.county', '=', 'plan.county')
        .onRef('line.plan_id', '=', 'plan.id')
        .on('line.removed', '=', false),
    )
    .select(planColumns)
    .select((eb) => [
      'drafter.name as draftedByName',
      'approver.name as approvedByName',
      eb.fn.count<number>('line.id').as('lineCount'),
      sql<number>`coalesce(sum(line.budget_fen), 0)::bigint`.as('totalFen'),
    ])
    .where('plan.county', '=', county)
    .$if('projectId' in filter, (query) =>
      query.where('plan.project_id', '=', 'projectId' in filter ? filter.projectId : ''),
    )
    .$if('id' in filter, (query) => query.where('plan.id', '=', 'id' in filter ? filter.id : ''))
    .groupBy(['plan.county', 'plan.id', 'drafter.name', 'approver.name'])
    .orderBy('plan.number', 'desc')
    .execute();
  return rows.map(({ draftedByName, approvedByName, lineCount, totalFen, ...plan }) => ({
    ...planOf(plan),
    draftedByName,
    approvedByName,
    lineCount: Number(lineCount),
    totalFen: Number(totalFen),
  }));
}

export async function findPlanForUpdate(tx: Tx, county: string, id: string): Promise<Plan | undefined> {
  const row = await tx
    .selectFrom('plan')
    .select(planColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && planOf(row);
}

export async function approvedPlanForUpdate(
  tx: Tx,
  county: string,
  projectId: string,
): Promise<Plan | undefined> {
  const row = await tx
    .selectFrom('plan')
    .select(planColumns)
    .where('county', '=', county)
    .where('project_id', '=', projectId)
    .where('state', '=', 'approved')
    .forUpdate()
    .executeTakeFirst();
  return row && planOf(row);
}

/** The version whose day had come last by `on`. */
export async function planInForceOn(
  db: Tx,
  county: string,
  projectId: string,
  on: string,
): Promise<Plan | undefined> {
  const row = await db
    .selectFrom('plan')
    .select(planColumns)
    .where('county', '=', county)
    .where('project_id', '=', projectId)
    .where('state', 'in', ['approved', 'superseded'])
    .where('in_force_from', '<=', on)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && planOf(row);
}

const planValues = (plan: Plan) => ({
  version: plan.version,
  state: plan.state,
  reason: plan.reason,
  in_force_from: plan.inForceFrom,
  drafted_by: plan.draftedBy,
  approved_by: plan.approvedBy,
  approved_at: plan.approvedAt,
});

export async function insertPlan(tx: Tx, county: string, plan: Plan): Promise<void> {
  await tx
    .insertInto('plan')
    .values({ county, id: plan.id, project_id: plan.projectId, number: plan.number, ...planValues(plan) })
    .execute();
}

export async function savePlan(tx: Tx, county: string, plan: Plan): Promise<void> {
  await tx
    .updateTable('plan')
    .set(planValues(plan))
    .where('county', '=', county)
    .where('id', '=', plan.id)
    .execute();
}

export async function planLines(db: Tx, county: string, planId: string): Promise<PlanLine[]> {
  const rows = await db
    .selectFrom('plan_line')
    .select([
      'line_key as lineKey',
      'area',
      'task',
      'content',
      'unit',
      'target',
      'planned_start_on as plannedStartOn',
      'planned_finish_on as plannedFinishOn',
      'budget_fen as budgetFen',
      'important',
    ])
    .where('county', '=', county)
    .where('plan_id', '=', planId)
    .where('removed', '=', false)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({ ...row, area: row.area as ContentArea, target: Number(row.target) }));
}

/** The draft's lines become these: a line left out stays in the table, marked as removed. */
export async function saveLines(
  tx: Tx,
  county: string,
  planId: string,
  lines: readonly PlanLine[],
  newId: () => string,
): Promise<void> {
  const keys = lines.map(({ lineKey }) => lineKey);
  await tx
    .updateTable('plan_line')
    .set({ removed: true })
    .where('county', '=', county)
    .where('plan_id', '=', planId)
    .$if(keys.length > 0, (query) => query.where('line_key', 'not in', keys))
    .execute();
  if (lines.length === 0) return;
  await tx
    .insertInto('plan_line')
    .values(
      lines.map((line, at) => ({
        county,
        id: newId(),
        plan_id: planId,
        line_key: line.lineKey,
        ordinal: at + 1,
        area: line.area,
        task: line.task,
        content: line.content,
        unit: line.unit,
        target: String(line.target),
        planned_start_on: line.plannedStartOn,
        planned_finish_on: line.plannedFinishOn,
        budget_fen: line.budgetFen,
        important: line.important,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['county', 'plan_id', 'line_key']).doUpdateSet((eb) => ({
        ordinal: eb.ref('excluded.ordinal'),
        area: eb.ref('excluded.area'),
        task: eb.ref('excluded.task'),
        content: eb.ref('excluded.content'),
        unit: eb.ref('excluded.unit'),
        target: eb.ref('excluded.target'),
        planned_start_on: eb.ref('excluded.planned_start_on'),
        planned_finish_on: eb.ref('excluded.planned_finish_on'),
        budget_fen: eb.ref('excluded.budget_fen'),
        important: eb.ref('excluded.important'),
        removed: eb.lit(false),
      })),
    )
    .execute();
}

/** Lines by their keys as the latest approved version that had them says: a contract may promise what a later plan dropped. */
export async function latestLines(db: Tx, county: string, lineKeys: readonly string[]): Promise<PlanLine[]> {
  if (lineKeys.length === 0) return [];
  const rows = await db
    .selectFrom('plan_line as line')
    .innerJoin('plan', (join) =>
      join.onRef('plan.county', '=', 'line.county').onRef('plan.id', '=', 'line.plan_id'),
    )
    .distinctOn('line.line_key')
    .select([
      'line.line_key as lineKey',
      'line.area',
      'line.task',
      'line.content',
      'line.unit',
      'line.target',
      'line.planned_start_on as plannedStartOn',
      'line.planned_finish_on as plannedFinishOn',
      'line.budget_fen as budgetFen',
      'line.important',
    ])
    .where('line.county', '=', county)
    .where('line.line_key', 'in', [...lineKeys])
    .where('line.removed', '=', false)
    .where('plan.state', 'in', ['approved', 'superseded'])
    .orderBy('line.line_key')
    .orderBy('plan.number', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, area: row.area as ContentArea, target: Number(row.target) }));
}
