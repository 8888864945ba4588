import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { factsOf } from './disqualification.cases.ts';
import type { Case } from './disqualification.model.ts';
import {
  nextStep,
  openStep,
  procedureOf,
  speakUntil,
  standingsOf,
  takenOf,
  windowOf,
} from './disqualification.procedure.rules.ts';
import * as rules from './disqualification.rules.ts';
import type { Moment } from './disqualification.take.rules.ts';
import { layOut } from './disqualification.trigger.rules.ts';

const file = 'disqualification.rules.ts';
const procedure = 'disqualification.procedure.rules.ts';
const _hearing = 'disqualification.hearing.rules.ts';
const taking = 'disqualification.take.rules.ts';
const ruleTest = 'src/features/disqualification/disqualification.rules.test.ts';
export const moment = ({ calendar }: World, today: string, by = 'liu'): Moment => ({
  today: plainDate(today),
  calendar,
  by,
  id: today,
});
export type Decided<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: { readonly code: string } };
export function must<T>(result: Decided<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
export const asked = (pack: World['pack'], groundId: string, evidence = 1) => ({
  id: 'case',
  number: '案〔2026〕1',
  contractorId: 'c',
  groundId,
  reasons: '多次未及时整改',
  evidence,
  pack: { id: pack.id, version: pack.version, hash: '-' },
});
const openedOn = '2026-06-01';
export const served = {
  method: 'direct',
  receiver: '示例负责人',
  documentNumber: '告〔2026〕1',
  witness: null,
  evidence: 1,
} as const;
/** A case opened on Monday 1 June 2026 by Chen, as far as it is taken. */
export const opened = (world: World): Case => {
  const { pack } = world;
  const ground = pack.disqualification.grounds.find(({ kind }) => kind === 'stated')?.id ?? '';
  const laidOut = layOut(factsOf(pack, 9, 9), pack, plainDate(openedOn));
  return must(rules.open(asked(pack, ground), laidOut, pack, { today: plainDate(openedOn), by: 'chen' }));
};
export const told = (world: World, on = '2026-06-02'): Case =>
  must(rules.notify(opened(world), { ...served, on }, moment(world, on))).next;
export const silent = (world: World): Case =>
  must(rules.recordSilence(told(world), moment(world, '2026-06-22'))).next;
export const session = (on: string, votes: readonly ('cancel' | 'keep')[], evidence = 1) => ({
  on,
  members: ['m1', 'm2', 'm3'].map((personId) => ({ personId, name: personId, related: false })),
  ballots: votes.map((vote, at) => ({ personId: `m${at + 1}`, vote })),
  summary: '',
  evidence,
});
export const deliberated = (world: World): Case =>
  must(
    rules.deliberate(
      silent(world),
      session('2026-06-22', ['cancel', 'cancel', 'keep']),
      moment(world, '2026-06-22', 'm1'),
    ),
  ).next;
export const decided = (world: World): Case =>
  must(
    rules.decide(
      deliberated(world),
      { outcome: 'cancel', reasons: '事实清楚' },
      moment(world, '2026-06-23', 'm2'),
    ),
  ).next;

export const procedureFamilies: readonly Family[] = [
  {
    id: 'disqualification.procedure',
    name: said('取消资格的程序', 'The procedure of disqualification'),
    does: said(
      '告知、陈述申辩、听证（依申请）、集体研究、决定、送达、清算，依次进行，不得跳步；每一步自上一步起在规定日数内完成，有“不早于”的不得提前；陈述申辩期满之日全日归承办企业。',
      'Notice, statement, hearing on request, deliberation, decision, service, settlement: one after the other, each within its days of the step before and none before its time; the last day to speak belongs to the contractor whole.',
    ),
    carries: [
      'disqualification.procedure.*.within',
      'disqualification.procedure.*.notBefore',
      'disqualification.procedure.*.days',
      'disqualification.procedure.*.by',
      'disqualification.procedure.*.onRequest',
    ],
    duties: ['D12'],
    functions: [
      `${taking}#take`,
      `${procedure}#procedureOf`,
      `${procedure}#windowOf`,
      `${procedure}#speakUntil`,
      `${procedure}#openStep`,
      `${procedure}#nextStep`,
      `${procedure}#takenOf`,
      `${procedure}#standingsOf`,
    ],
    cases: [
      ...casesTold<null, string | null>(
        ({ pack }) =>
          codeOf(
            procedureOf(
              {
                ...pack,
                disqualification: {
                  ...pack.disqualification,
                  procedure: pack.disqualification.procedure.filter(({ step }) => step !== 'statement'),
                },
              },
              plainDate(openedOn),
            ),
          ),
        [
          [
            tongcheng,
            null,
            'disqualification.procedure-incomplete',
            '制度若删去陈述申辩 → 不得立案',
            'Were the statement left out of a regime → no case may be opened',
          ],
        ],
      ),
      ...casesTold<string, string | undefined>(
        (world, on) => speakUntil(told(world, on), world.calendar)?.on,
        [
          [
            tongcheng,
            '2026-06-02',
            '2026-06-09',
            '2026-06-02（周二）告知，5个工作日 → 陈述申辩至2026-06-09',
            'Told on Tuesday 2026-06-02, 5 working days → to speak until 2026-06-09',
          ],
          [
            jia,
            '2026-06-02',
            '2026-06-05',
            '2026-06-02告知，3个工作日 → 至2026-06-05',
            'Told on 2026-06-02, 3 working days → until 2026-06-05',
          ],
          [
            yi,
            '2026-06-02',
            '2026-06-12',
            '2026-06-02告知，10日 → 至2026-06-12',
            'Told on 2026-06-02, 10 days → until 2026-06-12',
          ],
        ],
      ),
      ...casesTold<null, readonly [string, string | undefined]>(
        (world) => {
          const current = silent(world);
          const next = nextStep(current);
          if (!next) throw new Error('nothing is left');
          const { fromOn, due } = windowOf(current, next, world.calendar);
          return [fromOn, due?.on];
        },
        [
          [
            tongcheng,
            null,
            ['2026-06-22', '2026-06-24'],
            '期满2026-06-09未陈述，2026-06-22记录 → 集体研究自2026-06-22起，自期满算10个工作日到2026-06-24',
            'Silent until 2026-06-09, recorded on 2026-06-22 → deliberation from then, due on 2026-06-24, 10 working days after the time to speak',
          ],
        ],
      ),
      ...casesTold<
        {
          readonly step: 'deliberation' | 'decision' | 'statement';
          readonly on: string;
          readonly today?: string;
        },
        string | null
      >(
        (world, { step, on, today = on }) =>
          codeOf(openStep(told(world), step, plainDate(on), plainDate(today), world.calendar)),
        [
          [
            tongcheng,
            { step: 'decision', on: '2026-06-10' },
            'disqualification.out-of-order',
            '告知后直接决定 → 不可：还没有陈述申辩',
            'A decision right after the notice → refused: the statement comes first',
          ],
          [
            tongcheng,
            { step: 'statement', on: '2026-06-03' },
            null,
            '告知次日陈述 → 可以',
            'A statement the day after the notice → granted',
          ],
          [
            tongcheng,
            { step: 'statement', on: '2026-06-04', today: '2026-06-03' },
            'disqualification.in-future',
            '记录明天的事 → 不可',
            'Something of tomorrow → refused',
          ],
        ],
      ),
      ...casesTold<string, string | undefined>(
        (world, today) =>
          standingsOf(silent(world), plainDate(today), world.calendar).find(({ overdue }) => overdue)?.step
            .step,
        [
          [
            tongcheng,
            '2026-06-24',
            undefined,
            '集体研究2026-06-24到期，当日 → 未逾期',
            'Deliberation due on 2026-06-24, that day → not overdue',
          ],
          [
            tongcheng,
            '2026-06-25',
            'deliberation',
            '次日 → 集体研究逾期',
            'The day after → deliberation overdue',
          ],
        ],
      ),
      ...casesTold<null, boolean>(
        (world) =>
          takenOf(told(world), 'notice') !== undefined && takenOf(told(world), 'decision') === undefined,
        [
          [
            tongcheng,
            null,
            true,
            '已告知、未决定 → 只记有告知一步',
            'Told and not decided → one step stands',
          ],
        ],
      ),
    ],
    properties: [
      {
        title:
          'property: no sequence of commands reaches a disqualification without every step, in order and in its time',
        file: ruleTest,
      },
      { title: 'property: what is frozen stays frozen through every act', file: ruleTest },
    ],
  },
  {
    id: 'disqualification.opening',
    name: said('立案', 'Opening a case'),
    does: said(
      '依制度的事由、事实相符方可立案；经查实的事由须附证据。',
      'On a ground of the regime that the facts bear out; a stated ground comes with proof.',
    ),
    carries: [],
    duties: ['D12'],
    functions: [`${file}#open`],
    cases: casesTold<
      { readonly ground: string; readonly count?: number; readonly evidence?: number },
      string | null
    >(
      ({ pack }, { ground, count = 0, evidence = 1 }) =>
        codeOf(
          rules.open(
            asked(pack, ground, evidence),
            layOut(factsOf(pack, count, count), pack, plainDate(openedOn)),
            pack,
            { today: plainDate(openedOn), by: 'chen' },
          ),
        ),
      [
        [
          tongcheng,
          { ground: 'repeated-unrectified', count: 3 },
          null,
          '三件未及时整改 → 立案',
          'Three not rectified in time → opened',
        ],
        [
          tongcheng,
          { ground: 'repeated-unrectified', count: 2 },
          'disqualification.not-triggered',
          '两件 → 不立',
          'Two → refused',
        ],
        [
          tongcheng,
          { ground: 'falsified-data' },
          null,
          '查实弄虚作假，附证据 → 立案',
          'Falsification, with proof → opened',
        ],
        [
          tongcheng,
          { ground: 'falsified-data', evidence: 0 },
          'disqualification.proof-missing',
          '没有证据 → 不立',
          'Without proof → refused',
        ],
        [
          tongcheng,
          { ground: 'far-behind' },
          'disqualification.ground-unknown',
          '制度没有的事由 → 不立',
          'A ground the regime does not have → refused',
        ],
      ],
    ),
  },
  {
    id: 'disqualification.speaking',
    name: said('告知与陈述申辩', 'Notice and statement'),
    does: said(
      '告知书送达有回证，留置须有见证人；期内可陈述，期满方可记录“未提出”。',
      'The notice is proved, and witnessed when left at the door; within the time the contractor may speak, and only after it is silence recorded.',
    ),
    carries: [],
    duties: ['D12'],
    functions: [`${taking}#inTimeToSpeak`, `${file}#notify`, `${file}#defend`, `${file}#recordSilence`],
    cases: [
      ...casesTold<{ readonly evidence?: number; readonly left?: true }, string | null>(
        (world, { evidence = 1, left }) =>
          codeOf(
            rules.notify(
              opened(world),
              { ...served, ...(left && { method: 'left' as const }), evidence, on: '2026-06-02' },
              moment(world, '2026-06-02'),
            ),
          ),
        [
          [tongcheng, {}, null, '直接送达，有回证 → 可以', 'Served directly, proved → granted'],
          [
            tongcheng,
            { evidence: 0 },
            'disqualification.proof-missing',
            '没有回证 → 不可',
            'No proof → refused',
          ],
          [
            tongcheng,
            { left: true },
            'disqualification.witness-missing',
            '留置送达没有见证人 → 不可',
            'Left at the door without a witness → refused',
          ],
        ],
      ),
      ...casesTold<readonly ['speak' | 'silence', string], string | null>(
        (world, [what, on]) =>
          codeOf((what === 'speak' ? rules.defend : rules.recordSilence)(told(world), moment(world, on))),
        [
          [
            tongcheng,
            ['speak', '2026-06-09'],
            null,
            '期满当日2026-06-09陈述 → 收下',
            'A statement on the last day, 2026-06-09 → taken',
          ],
          [
            tongcheng,
            ['speak', '2026-06-10'],
            'disqualification.time-to-speak-over',
            '期满次日陈述 → 已过期',
            'A statement the day after → too late',
          ],
          [
            tongcheng,
            ['silence', '2026-06-09'],
            'disqualification.time-to-speak-runs',
            '期满当日记录“未提出” → 不可',
            'Silence recorded on the last day → refused',
          ],
          [
            tongcheng,
            ['silence', '2026-06-10'],
            null,
            '次日记录“未提出” → 可以',
            'Recorded the day after → granted',
          ],
        ],
      ),
    ],
  },
];
