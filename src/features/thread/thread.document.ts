import { spoken } from '#kernel/terms.ts';
import type { Words } from '#kernel/words.ts';
import { periodWords } from '../obligation/obligation.words.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { findClause } from '../regime/regime.rules.ts';
import type { Gap, ThreadNode } from './thread.model.ts';
import { gapWords, nodeWords } from './thread.words.ts';

/** What a record is called on the sheet, in both languages where the words are ours; names and numbers stay as they are. */
export function labelOf(
  node: Pick<ThreadNode, 'type' | 'id' | 'number' | 'title' | 'facts'>,
  pack: RulePack,
): Words {
  const kind = spoken(nodeWords[node.type], pack.vocabulary.terms);
  switch (node.type) {
    case 'clause': {
      const clause = findClause(pack, node.id);
      if (!clause) return withName(kind, node.id);
      const { number, title } = clause;
      return title
        ? { zh: `${number} ${title.zh}`, en: `${number} ${title.en}` }
        : { zh: number, en: number };
    }
    case 'obligation': {
      const rule = pack.obligations.find(({ id }) => id === node.facts.ruleId);
      return withPeriod(rule?.name ?? kind, [node.title], String(node.facts.period ?? ''));
    }
    case 'monthly-report':
      return withPeriod(kind, [node.title], node.number ?? '');
    case 're-inspection':
      return {
        zh: `第 ${node.facts.attempt} 次复查 · ${node.number}`,
        en: `Re-inspection ${node.facts.attempt} · ${node.number}`,
      };
    case 'score':
      return withPoints(withPeriod(kind, [node.title], node.number ?? ''), node.facts.totalHundredths);
    case 'gate-evaluation':
    case 'payment-decision':
    case 'instalment':
      return withName(kind, [node.facts.agreement, node.title].filter((part) => part).join(' · '));
    case 'supervision-letter':
      return node.number
        ? withName(kind, node.number)
        : { zh: `${kind.zh}（未编号）`, en: `${kind.en} (no number yet)` };
    case 'facility':
    case 'agreement':
      return withName(kind, node.title ?? '');
    default:
      return withName(kind, node.number ?? '');
  }
}

/** What people wrote about it, where the label does not say it already. */
export const textOf = (node: Pick<ThreadNode, 'type' | 'title' | 'number'>): string | null =>
  [
    'finding',
    'supervision-letter',
    'rectification',
    're-inspection',
    'inspection',
    'draw',
    'disqualification',
    'disqualification-decision',
    'payment',
  ].includes(node.type)
    ? node.title
    : node.type === 'facility' || node.type === 'agreement'
      ? node.number
      : null;

function withPoints(label: Words, hundredths: ThreadNode['facts'][string] | undefined): Words {
  if (typeof hundredths !== 'number') return label;
  const points = hundredths / 100;
  return { zh: `${label.zh}（${points} 分）`, en: `${label.en} (${points} points)` };
}

const withName = (kind: Words, name: string): Words =>
  name ? { zh: `${kind.zh} ${name}`, en: `${kind.en} ${name}` } : kind;

/** The name, what it is about, and the period it is for. */
function withPeriod(kind: Words, about: readonly (string | null)[], period: string): Words {
  const said = periodName(period);
  const joined = (last: string) => [...about, last].filter((part) => part).join(' · ');
  return { zh: withName(kind, joined(said.zh)).zh, en: withName(kind, joined(said.en)).en };
}

/** A month, a quarter, a half-year; a period counted from the 运营之日 is stored as its first and last day. */
function periodName(period: string): Words {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(period) ?? [];
  if (year && month) return { zh: `${year}年${Number(month)}月`, en: period };
  const plain = period.replace('/', '–');
  return periodWords(period) ?? { zh: plain, en: plain };
}

/** A gap with its sentence, for who reads the sheet without the page. */
export const toldGap = (gap: Gap, pack: RulePack) => ({
  ...gap,
  label: spoken(gapWords[gap.code], pack.vocabulary.terms),
});
