import { plainDate } from '#kernel/temporal.ts';
import { printable } from '#platform/fonts.ts';
import type { LetterBlock, LetterDocument } from '#platform/letter-layout.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOf, clauseOfDuty, termOf } from '../regime/regime.rules.ts';
import { areaWords, dayKindWords, severityWords } from '../regime/regime.words.ts';
import type { FindingTold, LetterKind } from './supervision-letter.model.ts';

export type LetterContent = {
  readonly id: string;
  readonly kind: LetterKind;
  readonly title: string;
  readonly preamble: string;
  readonly items: readonly (FindingTold & { readonly requirement: string; readonly workingDays: number })[];
  readonly contractorName: string;
  /** Printed when the letter is issued; a draft has neither. */
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly contact: { readonly name: string | null; readonly phone: string | null };
};

/** 督办函 in 信函格式 (GB/T 9704-2012, 10.1): official documents are Chinese whatever the language of the screen. */
export function letterDocument(content: LetterContent, pack: RulePack): LetterDocument {
  const contact = contactOf(content.contact);
  return printable({
    issuer: pack.letter.issuerName,
    number: content.number ?? `${pack.letter.issuerCode}〔　　　　〕　号`,
    title: content.title,
    addressee: content.contractorName,
    ...(content.kind === 'revocation' ? revoking(content, pack) : demanding(content, pack)),
    signature: pack.letter.issuerName,
    date: content.issuedOn ? printedDay(content.issuedOn) : '　　年　月　日',
    ...(contact ? { contact } : {}),
    copyTo: pack.letter.copyTo,
    recordId: content.id,
  });
}

/** What a letter says between addressee and signature. */
type Body = Pick<LetterDocument, 'blocks' | 'annexes'>;

/** 撤销函: which letter, why, and what becomes of its items. */
function revoking(content: LetterContent, pack: RulePack): Body {
  const we = ourselves(pack);
  return {
    blocks: [
      { kind: 'paragraph', text: content.preamble },
      {
        kind: 'paragraph',
        text: `该${termOf(pack, 'supervision-letter').zh}所列各项整改要求和整改时限，自本${paperOf(pack)}送达之日起不再执行；此前已经销号的事项不受影响。所列问题如何处理，由${we}另行告知。`,
      },
      { kind: 'paragraph', text: `特此${telling(pack)}。` },
    ],
    annexes: [],
  };
}

function demanding(content: LetterContent, pack: RulePack): Body {
  const we = ourselves(pack);
  return {
    blocks: [
      { kind: 'paragraph', text: content.preamble },
      { kind: 'heading1', text: '一、存在的问题' },
      ...content.items.map((item, at) => problem(item, at, pack)),
      { kind: 'heading1', text: '二、整改要求' },
      ...content.items.map((item, at) => demand(item, at, pack)),
      { kind: 'heading1', text: '三、有关事项' },
      {
        kind: 'paragraph',
        text: `请你公司对照上述问题逐项明确整改措施、责任人和完成时间，于各项整改时限届满前将整改报告及佐证材料报送${we}。确需延期的，应当在时限届满前书面申请并说明理由。`,
      },
      {
        kind: 'paragraph',
        text: `${we}将组织复查，复查通过并经${we}批准后予以销号。逾期未整改或者整改不到位的，监管结果将按照${termOf(pack, 'regime').zh}${clauseOf(pack, clauseOfDuty(pack, 'D11')).number}的规定，作为项目资金阶段性拨付的主要依据；多次存在问题且未及时整改的，视情况取消承办资格。`,
      },
      { kind: 'paragraph', text: `特此${telling(pack)}。` },
    ],
    annexes: [
      {
        title: '问题清单',
        blocks: [problemList(content, pack), { kind: 'paragraph', text: countingNote(content, pack) }],
      },
    ],
  };
}

type Item = LetterContent['items'][number];

/** 我办 where the county has an office of that name, otherwise its own name for it. */
function ourselves(pack: RulePack): string {
  const office = termOf(pack, 'office').zh;
  return /办(公室)?$/.test(office) ? '我办' : office;
}

/** A county that issues 督办函 revokes by a 函; any other by a 通知. */
const paperOf = (pack: RulePack): string =>
  termOf(pack, 'supervision-letter').zh.endsWith('函') ? '函' : '通知';

/** 函告 is what a 函 does; a notice or an order is made known otherwise. */
const telling = (pack: RulePack): string => (paperOf(pack) === '函' ? '函告' : '通知');

/**
 * 民法典第二百零一条. Near the end of a year a period may run into one whose holidays nobody has announced: then its day is 暂定, and
 * the letter says so. It looks at the letter alone, so that a letter reads the same whenever it is opened.
 */
function countingNote({ issuedOn, items }: LetterContent, pack: RulePack): string {
  const inDays = pack.rectification.counting.days === 'days';
  const counted = inDays
    ? '注：时限自送达次日起按自然日计算，末日为休息日的顺延至休息日结束的次日。'
    : '注：时限自送达次日起算。';
  if (!issuedOn) return counted;
  const longest = Math.max(0, ...items.map(({ workingDays }) => workingDays));
  const issued = plainDate(issuedOn);
  // A week of five working days, two weeks for service, and the longest holiday.
  const latest = issued.add({ days: (inDays ? longest : Math.ceil(longest / 5) * 7) + 14 + 9 });
  if (latest.year === issued.year) return counted;
  const meanwhile = inDays ? '末日是否为休息日先按周一至周五为工作日确定' : '先按周一至周五为工作日计算';
  return `${counted}期限跨入国务院办公厅尚未公布放假安排的年度的，${meanwhile}，期限为暂定，放假安排公布后确定并告知。`;
}

const problem = (item: Item, at: number, pack: RulePack): LetterBlock => ({
  kind: 'heading2',
  text:
    `（${chineseNumeral(at + 1)}）${areaWords[item.area].zh}（${severityWords[item.severity].zh}问题）。` +
    `${printedDay(item.foundOn)}在${item.place}检查发现：${closed(item.fact)}` +
    `问题编号${item.number}，不符合${termOf(pack, 'regime').zh}${clauseOf(pack, item.clauseId).number}的要求。`,
});

/** 个工作日 or 日: the paper says what its deadline is counted in. */
const demand = (item: Item, at: number, pack: RulePack): LetterBlock => ({
  kind: 'heading2',
  text:
    `（${chineseNumeral(at + 1)}）关于第（${chineseNumeral(at + 1)}）项问题。` +
    `${closed(item.requirement)}整改时限：自送达次日起${item.workingDays}${dayKindWords[pack.rectification.counting.days].zh}内。`,
});

function problemList({ items }: LetterContent, pack: RulePack): LetterBlock {
  return {
    kind: 'table',
    head: [
      '序号',
      '问题编号',
      '问题',
      '程度',
      '依据',
      pack.rectification.counting.days === 'days'
        ? '时限（日）'
        : `时限（${dayKindWords[pack.rectification.counting.days].zh}）`,
    ],
    widths: [1, 2, 5.4, 1.1, 1.7, 1.7],
    rows: items.map((item, at) => [
      String(at + 1),
      item.number,
      `${item.place}：${item.fact}`,
      severityWords[item.severity].zh,
      clauseOf(pack, item.clauseId).number,
      String(item.workingDays),
    ]),
  };
}

type Visit = { readonly number: string; readonly inspectedOn: string; readonly withThirdParty: boolean };

/** The opening paragraph follows the items while it is the one that was offered; one written by hand stays as it is. */
export function followedPreamble(
  pack: RulePack,
  agreementName: string,
  told: { readonly preamble: string; readonly offered: readonly Visit[]; readonly rests: readonly Visit[] },
): string {
  const { preamble, offered, rests } = told;
  return preamble === suggestedPreamble(pack, agreementName, offered)
    ? suggestedPreamble(pack, agreementName, rests)
    : preamble;
}

/** 根据……，监督检查小组于……对你公司承办的……进行了监督检查。现将……函告如下： What a draft opens with. */
export function suggestedPreamble(
  pack: RulePack,
  agreementName: string,
  inspections: readonly Visit[],
): string {
  const third = inspections.some(({ withThirdParty }) => withThirdParty) ? '会同第三方机构' : '';
  const visits = [...new Map(inspections.map((visit) => [visit.number, visit])).values()]
    .toSorted((a, b) => (a.inspectedOn < b.inspectedOn ? -1 : 1))
    .map(({ number, inspectedOn }) => `${printedDay(inspectedOn)}（${number}）`)
    .join('、');
  return (
    `根据《${pack.instrument.zh}》，${termOf(pack, 'inspection-group').zh}${third}于${visits}对你公司承办的` +
    `“${agreementName}”项目进行了监督检查。现将发现的问题及整改要求${telling(pack)}如下：`
  );
}

export const suggestedTitle = (pack: RulePack, agreementName: string): string =>
  `关于限期整改${agreementName}存在问题的${termOf(pack, 'supervision-letter').zh}`;

/** What a revocation is called, and how it names the letter, its day and the reason. */
export const revocationWording = (
  pack: RulePack,
  named: { readonly title: string; readonly number: string; readonly issuedOn: string },
  reason: string,
): { readonly title: string; readonly preamble: string } => ({
  title: `关于撤销《${named.title}》的${paperOf(pack)}`,
  preamble: `${ourselves(pack)}${printedDay(named.issuedOn)}印发的《${named.title}》（${named.number}），因下列原因予以撤销：${closed(reason)}`,
});

/** 成文日期: Arabic numerals, full year, no leading zeros. */
function printedDay(text: string): string {
  const { year, month, day } = plainDate(text);
  return `${year}年${month}月${day}日`;
}

const closed = (sentence: string): string => {
  const trimmed = sentence.trim();
  return /[。！？；]$/.test(trimmed) ? trimmed : `${trimmed}。`;
};

function contactOf({ name, phone }: LetterContent['contact']): string | undefined {
  const parts = [...(name ? [`联系人：${name}`] : []), ...(phone ? [`电话：${phone}`] : [])];
  return parts.length > 0 ? parts.join('，') : undefined;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五; up to 999. */
export function chineseNumeral(number: number): string {
  const hundreds = Math.floor(number / 100);
  const tens = Math.floor((number % 100) / 10);
  const ones = number % 10;
  const one = digits[ones] ?? '';
  if (hundreds === 0) return tens === 0 ? one : `${tens === 1 ? '' : digits[tens]}十${one}`;
  const rest = tens > 0 ? `${digits[tens]}十${one}` : ones > 0 ? `零${one}` : '';
  return `${digits[hundreds]}百${rest}`;
}
