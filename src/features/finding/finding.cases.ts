import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { EndedFinding, Finding, FindingInput, FindingState } from './finding.model.ts';
import {
  decide,
  findingNumber,
  isGraver,
  move,
  propose,
  putRight,
  raise,
  release,
  repeatOf,
} from './finding.rules.ts';

const file = 'finding.rules.ts';
const today = plainDate('2026-04-10');

const findingOf = (pack: World['pack'], over: Partial<Finding> = {}): Finding => ({
  id: 'n',
  version: 2,
  number: '问〔2026〕1-1',
  inspectionId: 'i',
  itemId: null,
  facilityId: 'f',
  agreementId: 'a',
  contractorId: 'c',
  area: 'station',
  fact: '锁门',
  place: '门口',
  foundOn: '2026-04-10',
  foundBy: 'chen',
  clauseId: clauseOfDuty(pack, 'D19'),
  severity: 'major',
  dimensions: ['quality'],
  state: 'confirmed',
  repeatOf: null,
  proposal: null,
  withdrawal: null,
  lowered: null,
  putRight: null,
  closedOn: null,
  ...over,
});

const ended = (itemId: string | null, area: string, closedOn: string): EndedFinding => ({
  id: 'earlier',
  itemId,
  area,
  closedOn,
});

export const findingFamilies: readonly Family[] = [
  {
    id: 'finding.raise',
    name: said('不遮不掩、明确指出', 'Problems stated plainly'),
    does: said(
      '问题须由到场的人提出，有凭证，写明违反的条款；对应的检查要点须属于该项监管内容。',
      'A finding is raised by someone who was there, with evidence and the clause it breaches; its check point belongs to the content inspected.',
    ),
    carries: [],
    duties: ['D08'],
    functions: [`${file}#raise`],
    cases: [
      ...casesTold<Partial<FindingInput>, string | null>(
        ({ pack }, over) =>
          codeOf(
            raise(
              pack,
              {
                inspectionId: 'i',
                inspectionNumber: '检〔2026〕1',
                facilityId: 'f',
                agreementId: 'a',
                contractorId: 'c',
                area: 'station',
                foundOn: '2026-04-10',
                team: ['chen'],
              },
              [
                {
                  id: 'n',
                  itemId: null,
                  fact: '锁门',
                  place: '门口',
                  foundBy: 'chen',
                  clauseId: clauseOfDuty(pack, 'D19'),
                  severity: 'major',
                  dimensions: ['quality'],
                  evidence: ['photo'],
                  ...over,
                },
              ],
              [],
            ),
          ),
        [
          [
            tongcheng,
            {},
            null,
            '到场人员提出，有照片，写明二（三） → 成立',
            'Raised by one who was there, with a photograph, on 二（三） → stands',
          ],
          [
            tongcheng,
            { evidence: [] },
            'finding.evidence-missing',
            '没有凭证 → 不成立',
            'No evidence → refused',
          ],
          [
            tongcheng,
            { foundBy: 'liu' },
            'finding.finder-not-in-team',
            '提出人不在检查组 → 不成立',
            'Raised by one who was not of the team → refused',
          ],
          [
            tongcheng,
            { clauseId: 'tongcheng-2021:9' },
            'finding.clause-unknown',
            '引用不存在的条款 → 不成立',
            'A clause that does not exist → refused',
          ],
          [
            tongcheng,
            { itemId: 'funds.vouchers' },
            'finding.item-unknown',
            '检查服务站却用资金的要点 → 不成立',
            'A point of funds on a station’s sheet → refused',
          ],
        ],
      ),
      ...casesOf<readonly [string, number], string>(
        (_, [inspection, ordinal]) => findingNumber(inspection, ordinal),
        ([inspection, ordinal], then) =>
          said(
            `${inspection}的第${ordinal}个问题 → ${then}`,
            `Problem ${ordinal} of ${inspection} → ${then}`,
          ),
        [[tongcheng, ['检〔2026〕17', 3], '问〔2026〕17-3']],
      ),
    ],
  },
  {
    id: 'finding.repeat',
    name: said('重复问题', 'Problems that come back'),
    does: said(
      '同一地点的问题办结后在规定日数内再次出现的，为重复问题；“同一”按本县规定，指同一要点、同一内容或同一站点。',
      'A problem at the same place again within so many days of its closing is a repeat; the same point, the same content or any problem there, as the county says.',
    ),
    carries: ['rectification.repeatSame', 'rectification.repeatWithinDays'],
    functions: [`${file}#repeatOf`],
    cases: casesTold<
      { readonly item: string | null; readonly before: EndedFinding; readonly on: string },
      boolean
    >(
      ({ pack }, { item, before, on }) =>
        repeatOf(pack, { itemId: item, area: 'station' }, plainDate(on), [before]) !== undefined,
      [
        [
          tongcheng,
          {
            item: 'station.services',
            before: ended('station.services', 'station', '2026-01-10'),
            on: '2026-04-10',
          },
          true,
          '“运营服务”问题2026-01-10办结，2026-04-10（第90日）又有 → 重复',
          '“Services” closed on 2026-01-10, again on 2026-04-10, the 90th day → a repeat',
        ],
        [
          tongcheng,
          {
            item: 'station.services',
            before: ended('station.services', 'station', '2026-01-10'),
            on: '2026-04-11',
          },
          false,
          '同上，2026-04-11（第91日） → 不算',
          'The same on 2026-04-11, the 91st day → none',
        ],
        [
          tongcheng,
          {
            item: 'station.rules',
            before: ended('station.services', 'station', '2026-03-10'),
            on: '2026-04-10',
          },
          false,
          '前为“运营服务”，今为“制度”，按要点论 → 不算',
          'Services before, rules now, judged by the point → none',
        ],
        [
          tongcheng,
          { item: null, before: ended('station.services', 'station', '2026-03-10'), on: '2026-04-10' },
          true,
          '今次未对应要点，同属服务站内容 → 重复',
          'No point named now, the same content → a repeat',
        ],
        [
          jia,
          {
            item: 'station.ledger',
            before: ended('station.open', 'station', '2026-01-10'),
            on: '2026-04-10',
          },
          true,
          '前为“营业”，今为“台账”，按内容论 → 重复',
          'Open before, ledger now, judged by the content → a repeat',
        ],
        [
          yi,
          { item: null, before: ended(null, 'funds', '2025-05-01'), on: '2026-04-10' },
          true,
          '前为资金问题，按站点论，365日内 → 重复',
          'A problem of funds before, judged by the facility, within 365 days → a repeat',
        ],
      ],
    ),
  },
  {
    id: 'finding.four-eyes',
    name: said('撤销、降级和当场整改须两人', 'Two people withdraw, lower or bury a finding'),
    does: said(
      '撤销或降低严重程度由一人附佐证提出、另一人决定，发现人不作决定；进了督办函的不再撤；当场整改由发现人以外的人记录并附凭证。',
      'One proposes to withdraw or lower, with evidence, and another decides who did not find it; what stands in a letter is not taken back; what is put right on the spot is recorded by another than its finder, with evidence.',
    ),
    carries: [],
    duties: ['D13'],
    functions: [`${file}#propose`, `${file}#decide`, `${file}#putRight`, `${file}#isGraver`],
    cases: [
      ...casesTold<
        {
          readonly state: FindingState;
          readonly to: 'ordinary' | 'serious' | null;
          readonly evidence?: readonly string[];
        },
        string | null
      >(
        ({ pack }, { state, to, evidence = ['photo'] }) =>
          codeOf(
            propose(
              pack,
              findingOf(pack, { state }),
              { kind: to === null ? 'withdraw' : 'lower', severity: to, reason: '照片有误', evidence },
              'chen',
              'then',
            ),
          ),
        [
          [
            tongcheng,
            { state: 'confirmed', to: null },
            null,
            '已确认、未入函的问题，提出撤销 → 可提',
            'Confirmed and in no letter: to withdraw → may be proposed',
          ],
          [
            tongcheng,
            { state: 'confirmed', to: 'ordinary' },
            null,
            '较大降为一般 → 可提',
            'Major to ordinary → may be proposed',
          ],
          [
            tongcheng,
            { state: 'confirmed', to: null, evidence: [] },
            'finding.proof-missing',
            '提出撤销而没有佐证 → 不可',
            'To withdraw it without evidence → refused',
          ],
          [
            tongcheng,
            { state: 'confirmed', to: 'serious' },
            'finding.not-lower',
            '较大“降”为重大 → 不可',
            'Major “lowered” to serious → refused',
          ],
          [
            tongcheng,
            { state: 'in-letter', to: null },
            'finding.in-letter',
            '已写入督办函，提出撤销 → 不可',
            'It stands in a letter → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        ({ pack }, by) =>
          codeOf(
            decide(
              pack,
              findingOf(pack, {
                foundBy: 'zhao',
                proposal: { kind: 'withdraw', severity: null, reason: '照片有误', by: 'chen', at: 'then' },
              }),
              true,
              by,
            ),
          ),
        [
          [tongcheng, 'liu', null, '陈提出，刘决定 → 可以', 'Chen proposes, Liu decides → granted'],
          [
            tongcheng,
            'chen',
            'finding.four-eyes',
            '陈提出，陈决定 → 不可',
            'Chen proposes and decides → refused',
          ],
          [
            tongcheng,
            'zhao',
            'finding.finder-decides',
            '赵发现，陈提出，赵决定 → 不可',
            'Zhao found it, Chen proposes, Zhao decides → refused',
          ],
        ],
      ),
      ...casesTold<{ readonly by: string; readonly evidence: readonly string[] }, string | null>(
        ({ pack }, { by, evidence }) =>
          codeOf(putRight(pack, findingOf(pack), { statement: '已开门营业', evidence }, by, today)),
        [
          [
            tongcheng,
            { by: 'liu', evidence: ['photo'] },
            null,
            '陈发现，刘记录当场整改并附照片 → 办结',
            'Chen found it, Liu records it put right with a photograph → closed',
          ],
          [
            tongcheng,
            { by: 'chen', evidence: ['photo'] },
            'finding.four-eyes',
            '发现人自己记录 → 不可',
            'Recorded by its finder → refused',
          ],
          [
            tongcheng,
            { by: 'liu', evidence: [] },
            'finding.evidence-missing',
            '没有凭证 → 不可',
            'No evidence → refused',
          ],
        ],
      ),
      ...casesOf<readonly ['serious' | 'ordinary', 'major'], boolean>(
        (_, [a, b]) => isGraver(a, b),
        ([a], then) =>
          said(
            `${a === 'serious' ? '重大' : '一般'}比较大 → ${then ? '更重' : '不更重'}`,
            `${a} beside major → ${then ? 'graver' : 'not graver'}`,
          ),
        [
          [tongcheng, ['serious', 'major'], true],
          [tongcheng, ['ordinary', 'major'], false],
        ],
      ),
    ],
    properties: [
      {
        title: 'neither who proposed nor who found it decides',
        file: 'src/features/finding/finding.rules.test.ts',
      },
    ],
  },
  {
    id: 'finding.course',
    name: said('问题的去向', 'The course of a finding'),
    does: said(
      '问题依次经确认、入函、整改、销号，不跳步；销号、当场整改和撤销是终点。',
      'Confirmed, in a letter, being rectified, closed: no step is skipped, and it ends closed, put right or withdrawn.',
    ),
    carries: [],
    duties: ['D08'],
    functions: [`${file}#move`, `${file}#release`],
    cases: [
      ...casesTold<readonly [FindingState, FindingState], string | null>(
        ({ pack }, [from, to]) => codeOf(move(findingOf(pack, { state: from }), to, today)),
        [
          [
            tongcheng,
            ['confirmed', 'in-letter'],
            null,
            '已确认 → 可写入督办函',
            'Confirmed → may go into a letter',
          ],
          [
            tongcheng,
            ['confirmed', 'closed'],
            'finding.wrong-state',
            '已确认，直接销号 → 不可',
            'Confirmed, closed at once → refused',
          ],
          [
            tongcheng,
            ['closed', 'rectifying'],
            null,
            '已销号，回头看发现又有 → 重新整改',
            'Closed and there again → rectified anew',
          ],
        ],
      ),
      ...casesTold<FindingState, string | null>(
        ({ pack }, state) => codeOf(release(findingOf(pack, { state }))),
        [
          [
            tongcheng,
            'rectifying',
            null,
            '整改中，督办函被撤销 → 重新待列入',
            'Being rectified, its letter revoked → in no letter again',
          ],
          [
            tongcheng,
            'closed',
            'finding.wrong-state',
            '已销号，督办函被撤销 → 仍为已销号',
            'Closed, its letter revoked → stays closed',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'no walk through it ends anywhere but 销号, 当场整改 or 撤销',
        file: 'src/features/finding/finding.rules.test.ts',
      },
    ],
  },
];
