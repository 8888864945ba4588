import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { close, hold, release } from './disqualification.beside.rules.ts';
import { announceHearing, askHearing, hear } from './disqualification.hearing.rules.ts';
import type { Case } from './disqualification.model.ts';
import {
  decided,
  deliberated,
  moment,
  must,
  opened,
  served,
  session,
  silent,
  told,
} from './disqualification.procedure.cases.ts';
import { earliestHearing } from './disqualification.procedure.rules.ts';
import * as rules from './disqualification.rules.ts';

const file = 'disqualification.rules.ts';
const procedure = 'disqualification.procedure.rules.ts';
const hearing = 'disqualification.hearing.rules.ts';
const beside = 'disqualification.beside.rules.ts';
const _openedOn = '2026-06-01';
const servedCase = (world: World): Case =>
  must(rules.serve(decided(world), { ...served, on: '2026-06-24' }, moment(world, '2026-06-24'))).next;

export const hearingFamilies: readonly Family[] = [
  {
    id: 'disqualification.hearing',
    name: said('听证', 'The hearing'),
    does: said(
      '陈述申辩期内可要求听证；提前规定日数通知，由立案人以外的人主持，有笔录。',
      'Asked for within the time to speak; announced so many days ahead, chaired by another than whoever opened the case, with minutes.',
    ),
    carries: [],
    duties: ['D12'],
    functions: [
      `${hearing}#askHearing`,
      `${hearing}#announceHearing`,
      `${hearing}#hear`,
      `${procedure}#earliestHearing`,
    ],
    cases: [
      ...casesTold<string, string | null>(
        (world, on) => codeOf(askHearing(told(world), moment(world, on))),
        [
          [tongcheng, '2026-06-09', null, '期满当日要求听证 → 受理', 'Asked on the last day → taken up'],
          [
            tongcheng,
            '2026-06-10',
            'disqualification.time-to-speak-over',
            '次日要求 → 已过期',
            'Asked the day after → too late',
          ],
          [
            jia,
            '2026-06-03',
            'disqualification.no-hearing',
            '制度没有听证 → 不可',
            'A regime without hearings → refused',
          ],
        ],
      ),
      ...casesTold<string, string | undefined>(
        (world, today) =>
          earliestHearing(
            must(askHearing(told(world), moment(world, '2026-06-03'))),
            plainDate(today),
            world.calendar,
          ),
        [
          [
            tongcheng,
            '2026-06-10',
            '2026-06-22',
            '2026-06-10通知，提前7个工作日（跨端午） → 最早2026-06-22听证',
            'Announced on 2026-06-10, 7 working days ahead, over the Dragon Boat Festival → on 2026-06-22 at the earliest',
          ],
        ],
      ),
      ...casesTold<readonly [asked: boolean, on: string], string | null>(
        (world, [isAsked, on]) => {
          const current = isAsked ? must(askHearing(told(world), moment(world, '2026-06-03'))) : told(world);
          return codeOf(announceHearing(current, { on, place: '县商务局' }, moment(world, '2026-06-10')));
        },
        [
          [
            tongcheng,
            [true, '2026-06-22'],
            null,
            '2026-06-10通知2026-06-22听证 → 可以',
            'On 2026-06-10 for 2026-06-22 → granted',
          ],
          [
            tongcheng,
            [true, '2026-06-18'],
            'disqualification.too-early',
            '2026-06-10通知2026-06-18听证 → 不可：不足7个工作日',
            'On 2026-06-10 for 2026-06-18 → refused: fewer than 7 working days',
          ],
          [
            tongcheng,
            [false, '2026-06-22'],
            'disqualification.hearing-not-asked',
            '没有人要求听证 → 不可',
            'Nobody asked for one → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        (world, chair) => {
          const spoken = must(rules.defend(told(world), moment(world, '2026-06-03'))).next;
          const wanted = must(askHearing(spoken, moment(world, '2026-06-03')));
          const announced = must(
            announceHearing(wanted, { on: '2026-06-22', place: '县商务局' }, moment(world, '2026-06-10')),
          );
          return codeOf(
            hear(
              announced,
              { on: '2026-06-22', chair, contractorPresent: true, summary: '', evidence: 1 },
              moment(world, '2026-06-22'),
            ),
          );
        },
        [
          [tongcheng, 'wang', null, '由王主持，有笔录 → 可以', 'Chaired by Wang, with minutes → granted'],
          [
            tongcheng,
            'chen',
            'disqualification.opener-decides',
            '由立案人主持 → 不可',
            'Chaired by whoever opened the case → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'disqualification.deciding',
    name: said('研究、决定、送达与清算', 'Deliberation, decision, service, settlement'),
    does: said(
      '集体研究有表决和记录；决定依表决结果，由记录人、立案人以外的人签署；送达之日生效；清算附材料。',
      'Deliberated with votes and minutes; decided as the vote said, by another than who kept the minutes or opened the case; in effect on service; settled with papers.',
    ),
    carries: [],
    duties: ['D12'],
    functions: [
      `${file}#deliberate`,
      `${file}#decide`,
      `${file}#serve`,
      `${file}#settle`,
      `${procedure}#outcomeOf`,
      `${procedure}#isRunning`,
    ],
    cases: [
      ...casesTold<number, string | null>(
        (world, evidence) =>
          codeOf(
            rules.deliberate(
              silent(world),
              session('2026-06-22', ['cancel', 'cancel', 'keep'], evidence),
              moment(world, '2026-06-22', 'm1'),
            ),
          ),
        [
          [tongcheng, 1, null, '三人到会表决，有记录 → 可以', 'Three vote, with minutes → granted'],
          [
            tongcheng,
            0,
            'disqualification.proof-missing',
            '没有会议记录 → 不可',
            'Without minutes → refused',
          ],
        ],
      ),
      ...casesTold<{ readonly by: string; readonly outcome?: 'cancel' | 'keep' }, string | null>(
        (world, { by, outcome = 'cancel' }) =>
          codeOf(
            rules.decide(
              deliberated(world),
              { outcome, reasons: '事实清楚' },
              moment(world, '2026-06-23', by),
            ),
          ),
        [
          [
            tongcheng,
            { by: 'm2' },
            null,
            '2比1同意取消，成员2签署取消决定 → 可以',
            'Two to one for it, decided by the second member → granted',
          ],
          [
            tongcheng,
            { by: 'm2', outcome: 'keep' },
            'disqualification.against-vote',
            '表决取消而决定保留 → 不可',
            'Kept against the vote → refused',
          ],
          [
            tongcheng,
            { by: 'm1' },
            'disqualification.same-person',
            '由记录人签署 → 不可',
            'By who kept the minutes → refused',
          ],
          [
            tongcheng,
            { by: 'chen' },
            'disqualification.opener-decides',
            '由立案人签署 → 不可',
            'By whoever opened the case → refused',
          ],
        ],
      ),
      ...casesTold<null, string>(
        (world) => servedCase(world).state,
        [
          [
            tongcheng,
            null,
            'disqualified',
            '决定送达 → 当日起取消资格',
            'The decision served → disqualified from that day',
          ],
        ],
      ),
      ...casesTold<number, string>(
        (world, evidence) => {
          const settled = rules.settle(
            servedCase(world),
            { on: '2026-06-30', paidFen: 0, recoverFen: 0, assets: '', note: '', evidence },
            moment(world, '2026-06-30'),
          );
          return settled.ok ? settled.value.next.state : settled.refusal.code;
        },
        [
          [tongcheng, 1, 'settled', '清算并附材料 → 结清', 'Settled with papers → settled'],
          [tongcheng, 0, 'disqualification.proof-missing', '没有材料 → 不可', 'Without papers → refused'],
        ],
      ),
    ],
  },
  {
    id: 'disqualification.hold',
    name: said('审理期间暂停拨付与结案', 'Holding payments, and ending a case'),
    does: said(
      '告知后可由立案人以外的人决定暂停拨付，可以解除；决定前可说明理由结案，不由立案人一人放过。',
      'Once the contractor is told another than whoever opened the case may hold payments and release them; before a decision the case may end with reasons, not by its opener alone.',
    ),
    carries: [],
    duties: ['D12', 'D13'],
    functions: [`${beside}#hold`, `${beside}#release`, `${beside}#close`],
    cases: [
      ...casesTold<readonly ['before' | 'told', string], string | null>(
        (world, [when, by]) =>
          codeOf(
            hold(
              when === 'told' ? told(world) : opened(world),
              '防止损失扩大',
              moment(world, '2026-06-03', by),
            ),
          ),
        [
          [
            tongcheng,
            ['told', 'wang'],
            null,
            '告知后，王决定暂停拨付 → 可以',
            'Once told, Wang holds payments → granted',
          ],
          [
            tongcheng,
            ['before', 'wang'],
            'disqualification.not-notified',
            '告知前暂停拨付 → 不可',
            'Before the notice → refused',
          ],
          [
            tongcheng,
            ['told', 'chen'],
            'disqualification.opener-decides',
            '由立案人暂停拨付 → 不可',
            'By whoever opened the case → refused',
          ],
        ],
      ),
      ...casesTold<null, string | null>(
        (world) => codeOf(release(told(world), moment(world, '2026-06-03', 'wang'))),
        [
          [
            tongcheng,
            null,
            'disqualification.not-held',
            '未曾暂停而解除 → 不可',
            'Released without a hold → refused',
          ],
        ],
      ),
      ...casesTold<readonly ['told' | 'decided', string], string | null>(
        (world, [when, by]) =>
          codeOf(
            close(
              when === 'told' ? told(world) : decided(world),
              '已全部整改',
              moment(world, '2026-06-24', by),
            ),
          ),
        [
          [
            tongcheng,
            ['told', 'wang'],
            null,
            '决定前，王说明理由结案 → 可以',
            'Before a decision Wang ends it with reasons → granted',
          ],
          [
            tongcheng,
            ['told', 'chen'],
            'disqualification.opener-decides',
            '由立案人结案 → 不可',
            'By whoever opened it → refused',
          ],
          [
            tongcheng,
            ['decided', 'wang'],
            'disqualification.decided-already',
            '决定后结案 → 不可',
            'After the decision → refused',
          ],
        ],
      ),
    ],
  },
];
