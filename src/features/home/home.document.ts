import { spoken } from '#kernel/terms.ts';
import type { Words } from '#kernel/words.ts';
import { stepWords } from '../disqualification/disqualification.words.ts';
import { proposalWords } from '../finding/finding.words.ts';
import { rectificationStates } from '../rectification/rectification.words.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { Item } from './home.model.ts';
import { noteWords, reportNotes } from './home.words.ts';

const same = (text: string): Words => ({ zh: text, en: text });

/** What a line is called. Names and numbers stay as they are; a rule of the regime has words of its own. */
export function nameOf(item: Item, pack: RulePack): Words {
  if (item.kind === 'proposal-confirm') return { zh: item.name, en: item.detail ?? item.name };
  const isRule = item.type === 'obligation-rule' || item.kind === 'waiver-decide';
  const rule = isRule ? pack.obligations.find(({ id }) => id === item.name) : undefined;
  return rule?.name ?? same(item.name);
}

/** What more there is to say about a line, in words. */
export function noteOf(item: Item, pack: RulePack): Words | null {
  const { kind, detail } = item;
  if (detail === null) return null;
  const own = ownNote(kind, detail);
  if (own) return spoken(own, pack.vocabulary.terms);
  switch (kind) {
    case 'escalation-due':
      return pack.rectification.escalation.find(({ step }) => step === detail)?.name ?? null;
    case 'progress-due':
      return pack.rectification.progressLadder?.find(({ step }) => step === detail)?.name ?? null;
    case 'extension-decide':
      return { zh: `${noteWords.until.zh} ${detail}`, en: `${noteWords.until.en} ${detail}` };
    case 'plan-approve':
      return { zh: `第 ${detail} 版`, en: `version ${detail}` };
    default:
      return null;
  }
}

/** A note in our own words, which the county may say otherwise. */
function ownNote(kind: Item['kind'], detail: string): Words | undefined {
  switch (kind) {
    case 'case-office':
    case 'case-leaders':
      return stepWords[detail as keyof typeof stepWords];
    case 'finding-decide':
      return proposalWords[detail as keyof typeof proposalWords];
    case 'rectification-report':
      return detail === 'ordered'
        ? undefined
        : rectificationStates[detail as keyof typeof rectificationStates];
    case 'report-correct':
      return reportNotes[detail as keyof typeof reportNotes];
    default:
      return undefined;
  }
}
