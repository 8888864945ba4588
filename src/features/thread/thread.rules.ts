import { byText } from '#kernel/order.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { isOverdue } from '../rectification/rectification.lateness.rules.ts';
import type { RectificationState } from '../rectification/rectification.model.ts';
import {
  type Arrow,
  type ArrowKind,
  flow,
  type Gap,
  type GapCode,
  type NodeRef,
  type NodeType,
  nodeTypes,
  type ThreadNode,
} from './thread.model.ts';

export type Direction = 'before' | 'after';

const kindsThatPoint = (way: 'onward' | 'back'): readonly ArrowKind[] =>
  (Object.keys(flow) as ArrowKind[]).filter((kind) => flow[kind] === way);

/** Which arrows a walk follows with their direction, and which against it. */
export const arrowsTowards = (direction: Direction) =>
  direction === 'after'
    ? { along: kindsThatPoint('onward'), against: kindsThatPoint('back') }
    : { along: kindsThatPoint('back'), against: kindsThatPoint('onward') };

/** Whether what lies at the far end of an arrow comes before or after the near end. Beside counts as neither. */
export function directionOf(kind: string, nearIs: 'from' | 'to'): Direction | 'beside' {
  const way = flow[kind as ArrowKind] ?? 'beside';
  if (way === 'beside') return 'beside';
  return (way === 'onward') === (nearIs === 'from') ? 'after' : 'before';
}

/** Where a record's own page is. What has no page of its own is told on the page of what it belongs to. */
export function pathOf({
  type,
  id,
  facts,
}: {
  readonly type: string;
  readonly id: string;
  readonly facts?: ThreadNode['facts'];
}): string {
  if (type === 'clause') return `/regime?clause=${encodeURIComponent(id)}`;
  if (type === 're-inspection' && facts?.rectificationId) return `/rectifications/${facts.rectificationId}`;
  if (facts?.caseId) return `/disqualifications/${facts.caseId}`;
  if (facts?.instalmentId) return `/disbursement/${facts.instalmentId}`;
  return `/${folderOf[type] ?? `thread/${type}`}/${id}`;
}
const folderOf: Readonly<Record<string, string>> = {
  proposal: 'proposals',
  obligation: 'obligations',
  'monthly-report': 'reports',
  draw: 'draws',
  inspection: 'inspections',
  finding: 'findings',
  'supervision-letter': 'letters',
  rectification: 'rectifications',
  disqualification: 'disqualifications',
  score: 'scores',
  instalment: 'disbursement',
  facility: 'facilities',
  agreement: 'agreements',
  plan: 'plans',
};

/** In the course of things, and by day within a kind; what has no day stands last. */
export function inOrder<
  N extends NodeRef & { readonly onDay: string | null; readonly number: string | null },
>(nodes: readonly N[]): readonly N[] {
  const rank = (type: NodeType) => nodeTypes.indexOf(type);
  return nodes.toSorted(
    (a, b) =>
      rank(a.type) - rank(b.type) ||
      byText(a.onDay ?? '9999', b.onDay ?? '9999') ||
      byText(a.number ?? '', b.number ?? '') ||
      byText(a.id, b.id),
  );
}

/** Arrows in the course of things: by the record they lead on from, then by the one they lead to, then by when they were drawn. */
export function arrowsInOrder<
  A extends { readonly kind: string; readonly from: NodeRef; readonly to: NodeRef; readonly at: string },
>(arrows: readonly A[], nodes: readonly NodeRef[]): readonly A[] {
  const place = new Map(nodes.map(({ id }, at) => [id, at]));
  const ends = ({ kind, from, to }: A): readonly [NodeRef, NodeRef] =>
    flow[kind as ArrowKind] === 'back' ? [to, from] : [from, to];
  const at = (arrow: A, end: 0 | 1) => place.get(ends(arrow)[end].id) ?? nodes.length;
  return arrows.toSorted((a, b) => at(a, 0) - at(b, 0) || at(a, 1) - at(b, 1) || byText(a.at, b.at));
}

/**
 * The arrows that ought to be drawn and are not. 跟踪督导、及时予以纠正（一（四））；避免对发现的问题放一马和整改不到位（一（五））：
 * a missing step is shown as one, whoever left it out, and never drawn over.
 */
export function gapsOf(
  nodes: readonly ThreadNode[],
  arrows: readonly Arrow[],
  today: PlainDate,
): readonly Gap[] {
  const out = new Set(arrows.map(({ kind, from }) => `${kind} ${from}`));
  const into = new Set(arrows.map(({ kind, to }) => `${kind} ${to}`));
  const on = today.toString();
  return nodes.flatMap((node) => {
    const has = {
      out: (kind: ArrowKind) => out.has(`${kind} ${node.id}`),
      into: (kind: ArrowKind) => into.has(`${kind} ${node.id}`),
    };
    return (missingAt[node.type]?.(node, has, on) ?? []).map(
      ([code, since]): Gap => ({ code, node: { type: node.type, id: node.id }, since }),
    );
  });
}

type Has = {
  readonly out: (kind: ArrowKind) => boolean;
  readonly into: (kind: ArrowKind) => boolean;
};
type Missing = readonly [code: GapCode, since: string | null];

const when = (missing: boolean, code: GapCode, since: string | null): readonly Missing[] =>
  missing ? [[code, since]] : [];

const ordered = ['served', 'acknowledged', 'closed'];

/** A report made in time that supervision has not yet answered is not the contractor's delay. */
const isLate = (node: ThreadNode, on: string): boolean =>
  node.dueOn !== null &&
  isOverdue(
    {
      state: node.state as RectificationState,
      dueOn: node.dueOn,
      reportedOn: node.facts.reportedOn ? String(node.facts.reportedOn) : null,
    },
    plainDate(on),
  );

const missingAt: Partial<Record<NodeType, (node: ThreadNode, has: Has, on: string) => readonly Missing[]>> = {
  obligation: (node, has, on) => [
    ...when(has.into('fulfils') && !has.into('requires'), 'obligation-without-clause', null),
    ...when(node.state === 'missed' && !has.into('fulfils'), 'obligation-missed', node.dueOn),
    ...when(
      node.state === 'due' && node.dueOn !== null && node.dueOn < on && !has.into('fulfils'),
      'obligation-overdue',
      node.dueOn,
    ),
  ],
  // 走过场（一（四））: a draw that nobody carried out.
  draw: (node, _has, on) => {
    const { untilOn, size, visited } = node.facts;
    const drawn = node.state === 'drawn' || node.state === 'published';
    return when(
      drawn && String(untilOn) < on && Number(visited) < Number(size),
      'draw-not-visited',
      String(untilOn),
    );
  },
  inspection: (node, has) => [
    // 抽查 and 复查 answer no obligation of their own.
    ...when(
      node.facts.purpose === 'routine' && node.state !== 'cancelled' && !has.out('fulfils'),
      'inspection-without-obligation',
      node.onDay,
    ),
    ...when(node.state === 'submitted', 'inspection-not-signed', node.onDay),
  ],
  finding: (node, has) => [
    ...when(!has.into('found'), 'finding-without-inspection', node.onDay),
    ...when(!has.out('breaches'), 'finding-without-clause', node.onDay),
    ...when(
      node.state === 'confirmed' ||
        (['rectifying', 'closed'].includes(node.state ?? '') && !has.out('demanded-in')),
      'finding-without-letter',
      node.onDay,
    ),
    ...when(node.state === 'in-letter' && !has.out('demanded-in'), 'finding-letter-not-issued', node.onDay),
  ],
  'supervision-letter': (node, has) => [
    ...when(node.state === 'issued', 'letter-not-served', node.onDay),
    // A revocation orders nothing: it ends what another letter ordered.
    ...when(
      ordered.includes(node.state ?? '') && !has.out('orders') && !has.out('revokes'),
      'letter-without-order',
      node.onDay,
    ),
  ],
  rectification: (node, has, on) => [
    ...when(!has.into('orders'), 'rectification-without-letter', node.onDay),
    ...when(isLate(node, on), 'rectification-overdue', node.dueOn),
    ...when(
      ['verified', 'closed', 'not-verified'].includes(node.state ?? '') && !has.into('verifies'),
      'rectification-not-reinspected',
      null,
    ),
    ...when(node.state === 'verified', 'rectification-not-closed', null),
  ],
  score: (node, has, on) => [
    ...when(
      typeof node.facts.totalHundredths === 'number' && !has.into('weighs'),
      'score-without-inspection',
      node.onDay,
    ),
    ...when(
      (node.state === 'open' || node.state === 'computed') && String(node.facts.toOn) < on,
      'score-not-confirmed',
      String(node.facts.toOn),
    ),
  ],
  'payment-decision': (node, has) => [
    ...when(!has.into('decides'), 'decision-without-evaluation', node.onDay),
    ...when(
      node.state === 'approved' && (node.amountFen ?? 0) > 0 && !has.out('pays'),
      'decision-not-paid',
      node.onDay,
    ),
  ],
  payment: (node, has) => when(!has.into('pays'), 'payment-without-decision', node.onDay),
};
