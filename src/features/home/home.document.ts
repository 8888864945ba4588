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
  const isRule = item.type === 'obligation-rule' || item.kind === 'waiver-decide';
  const rule = isRule ? pack.obligations.find(({ id }) => id === item.name) : undefined;
  return rule?.name ?? same(item.name);
}

/** What more there is to say about a line, in words. */
export function noteOf(item: Item, pack: RulePack): Words | null {
  const { kind, detail } = item;
  if (detail === null) return null;
  switch (kind) {
    case 'case-office':
    case 'case-leaders':
      return stepWords[detail as keyof typeof stepWords] ?? null;
    case 'escalation-due':
      return pack.rectification.escalation.find(({ step }) => step === detail)?.name ?? null;
    case 'progress-due':
      return pack.rectification.progressLadder?.find(({ step }) => step === detail)?.name ?? null;
    case 'finding-decide':
      return proposalWords[detail as keyof typeof proposalWords] ?? null;
    case 'rectification-report':
      return detail === 'ordered'
        ? null
        : (rectificationStates[detail as keyof typeof rectificationStates] ?? null);
    case 'report-correct':
      return reportNotes[detail as keyof typeof reportNotes] ?? null;
    case 'extension-decide':
      return { zh: `${noteWords.until.zh} ${detail}`, en: `${noteWords.until.en} ${detail}` };
    case 'plan-approve':
      return { zh: `第 ${detail} 版`, en: `version ${detail}` };
    default:
      return null;
  }
}
