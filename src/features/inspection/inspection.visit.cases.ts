import { plainDate, Temporal } from '#kernel/temporal.ts';
import type { DrawnVisit } from '../draw/draw.model.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { inspectionOf, memberOf, on, station } from './inspection.cases.ts';
import { departureOf, followsDraw } from './inspection.draw.rules.ts';
import type { Inspection, PresentTold, Subject, Submission, TeamRole } from './inspection.model.ts';
import { type Planned, planFor, type Served, sign, wrongState } from './inspection.rules.ts';
import { presentHolds, timesHold } from './inspection.sheet.rules.ts';

const _team = 'inspection.team.rules.ts';
const quarter = (fulfilledOn: string | null): Served => ({
  id: 'o',
  kind: 'inspection',
  ruleId: 'operation.village-station',
  area: 'station',
  subjectId: 'f',
  period: '2026-02-18/2026-05-17',
  standing: {
    windowStartOn: '2026-02-18',
    dueOn: '2026-05-17',
    closesOn: '2026-06-16',
    fulfilledOn,
    waived: false,
    withdrawn: false,
  },
});
const drawnVisit = (over: Partial<DrawnVisit> = {}): DrawnVisit => ({
  id: 'd',
  number: '抽〔2026〕1',
  title: '村级站点抽查',
  state: 'published',
  period: { from: '2026-04-01', until: '2026-06-30' },
  drawn: {
    inspectors: [
      { id: 'chen', name: '陈', role: 'lead' },
      { id: 'liu', name: '刘', role: 'member' },
    ],
    unfilled: [],
  },
  ...over,
});
const going = (...people: readonly (readonly [id: string, role: TeamRole])[]) =>
  people.map(([personId, role]) => ({ personId, name: personId, role }));

export const visitFamilies: readonly Family[] = [
  {
    id: 'inspection.plan',
    name: said('安排检查', 'Planning an inspection'),
    does: said(
      '建设、运营看站点或中心，资金、培训看合同；所完成的义务须属于该对象、当日尚未办结，一次检查不抵两期。',
      'Construction and operation look at a facility, funds and training at a contract. What it is to fulfil is owed by that subject and open that day; one visit does not do for two periods.',
    ),
    carries: [],
    duties: ['D02', 'D24', 'D25'],
    functions: ['inspection.rules.ts#planFor', 'inspection.rules.ts#wrongState'],
    cases: [
      ...casesTold<
        {
          readonly plan?: Partial<Planned>;
          readonly subject?: Partial<Subject>;
          readonly serves?: readonly Served[];
        },
        string | null
      >(
        ({ pack }, { plan, subject, serves = [] }) =>
          codeOf(
            planFor(
              pack,
              { ...station, ...subject },
              { area: 'station', phase: 'operation', plannedOn: on, ...plan },
              serves,
              on,
            ),
          ),
        [
          [
            tongcheng,
            { serves: [quarter(null)] },
            null,
            '2026-04-10查运营中的村级站，完成本季度的检查 → 可以',
            'On 2026-04-10 a station that operates, for its quarter → granted',
          ],
          [
            tongcheng,
            { serves: [quarter('2026-03-01')] },
            'inspection.obligation-closed',
            '本季度已查过，再算一次 → 不可',
            'The quarter is done already → refused',
          ],
          [
            tongcheng,
            { serves: [quarter(null), quarter(null)] },
            'inspection.obligation-twice',
            '一次检查抵同一规则两期 → 不可',
            'One visit for two periods of one rule → refused',
          ],
          [
            tongcheng,
            { subject: { facilityPhase: 'construction' } },
            'inspection.facility-phase',
            '在建的站查运营 → 不可',
            'Operation of one still being built → refused',
          ],
          [
            tongcheng,
            { plan: { area: 'funds', phase: 'funds' } },
            'inspection.agreement-required',
            '查资金而以站点为对象 → 不可：以合同为对象',
            'Funds of a facility → refused: of a contract',
          ],
          [
            tongcheng,
            { plan: { area: 'logistics' } },
            'inspection.area-mismatch',
            '以物流内容查服务站 → 不可',
            'A station under logistics → refused',
          ],
          [
            tongcheng,
            { plan: { plannedOn: plainDate('2026-04-09') } },
            'inspection.planned-in-past',
            '安排在昨天 → 不可',
            'Planned for yesterday → refused',
          ],
          [
            tongcheng,
            { plan: { plannedOn: plainDate('2021-03-17') } },
            'inspection.before-regime',
            '安排在制度施行前 → 不可',
            'Planned before the regime → refused',
          ],
        ],
      ),
      ...casesTold<Inspection['state'], string | null>(
        (_, state) => codeOf(wrongState(inspectionOf({ state }), 'cancelled')),
        [
          [
            tongcheng,
            'submitted',
            'inspection.wrong-state',
            '已提交的检查取消 → 不可',
            'One that is handed in, cancelled → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'inspection.follows-draw',
    name: said('照抽取结果去检查', 'Going as was drawn'),
    does: said(
      '由抽查安排的检查，去抽到的站点、在抽查所在的一期内、由抽到的人去；换人须写理由。抽取时缺的人、规定须有的第三方可以补。',
      'A visit that comes from a draw goes to what was drawn, in its period, with those who were drawn, or says why not. A place that stayed empty and the third party the county asks for may be filled.',
    ),
    carries: [],
    duties: ['D05', 'D06'],
    functions: ['inspection.draw.rules.ts#followsDraw', 'inspection.draw.rules.ts#departureOf'],
    cases: [
      ...casesTold<
        {
          readonly draw?: Partial<DrawnVisit>;
          readonly team?: ReturnType<typeof going>;
          readonly plannedOn?: string;
          readonly reason?: string;
        },
        string | null
      >(
        (
          { pack },
          {
            draw,
            team = going(['chen', 'lead'], ['liu', 'member'], ['third', 'third-party']),
            plannedOn = '2026-04-20',
            reason = null,
          },
        ) => codeOf(followsDraw(pack, drawnVisit(draw), { plannedOn, area: 'station', team, reason })),
        [
          [
            tongcheng,
            {},
            null,
            '抽到陈、刘，二人会同第三方2026-04-20去 → 可以',
            'Chen and Liu were drawn and go with the third party on 2026-04-20 → granted',
          ],
          [
            tongcheng,
            { plannedOn: '2026-07-01' },
            'inspection.draw-other-period',
            '抽查为二季度，安排在2026-07-01 → 不可',
            'Drawn for the second quarter, planned for 2026-07-01 → refused',
          ],
          [
            tongcheng,
            { team: going(['chen', 'lead'], ['wang', 'member'], ['third', 'third-party']) },
            'inspection.draw-departure-reason',
            '刘换成王，没有理由 → 不可',
            'Wang for Liu without a reason → refused',
          ],
          [
            tongcheng,
            {
              team: going(['chen', 'lead'], ['wang', 'member'], ['third', 'third-party']),
              reason: '刘因病请假',
            },
            null,
            '刘换成王，写明“刘因病请假” → 可以',
            'Wang for Liu, who is ill → granted',
          ],
          [
            tongcheng,
            { draw: { drawn: null } },
            'inspection.not-drawn',
            '该站没有被抽到 → 不可',
            'The station was not drawn → refused',
          ],
          [
            tongcheng,
            { draw: { state: 'valued' } },
            'inspection.draw-not-drawn',
            '抽取尚未完成 → 不可',
            'The draw is not made yet → refused',
          ],
        ],
      ),
      ...casesTold<null, unknown>(
        () =>
          departureOf(
            { inspectors: [{ personId: 'chen', role: 'lead' }], unfilled: ['member'] },
            going(['chen', 'lead'], ['wang', 'member']),
            false,
          ),
        [
          [
            tongcheng,
            null,
            { missing: [], others: [] },
            '抽取时缺一名组员，由王补上 → 不算换人',
            'A member was missing from the draw, Wang fills in → no departure',
          ],
        ],
      ),
    ],
  },
  {
    id: 'inspection.record',
    name: said('检查记录', 'The record of an inspection'),
    does: said(
      '起止时间先后有序、不在将来（设备快五分钟以内可容）；被查方签字，或写明拒签、无人的情形；其他成员按内容摘要签认。',
      'Its times are in order and not in the future, five minutes of a fast clock forgiven; the inspected sign, or the record says why not; the other members sign the digest of what was handed in.',
    ),
    carries: [],
    duties: ['D06'],
    functions: [
      'inspection.sheet.rules.ts#timesHold',
      'inspection.sheet.rules.ts#presentHolds',
      'inspection.rules.ts#sign',
    ],
    cases: [
      ...casesOf<readonly [started: string, ended: string, arrived?: string], string | null>(
        ({ pack }, [started, ended, arrived]) => {
          const at = (time: string) => `2026-04-10T${time}:00+08:00`;
          const told = {
            startedAt: at(started),
            endedAt: at(ended),
            arrivedAt: arrived === undefined ? null : at(arrived),
          };
          return codeOf(timesHold(pack, told as Submission, Temporal.Instant.from(at('12:00'))));
        },
        ([started, ended, arrived], then) =>
          said(
            `12:00提交：${started}开始，${arrived === undefined ? '' : `${arrived}到达，`}${ended}结束 → ${then === null ? '可以' : '不可'}`,
            `Handed in at 12:00: begun ${started}, ${arrived === undefined ? '' : `arrived ${arrived}, `}ended ${ended} → ${then === null ? 'granted' : 'refused'}`,
          ),
        [
          [tongcheng, ['09:00', '10:00', '09:10'], null],
          [tongcheng, ['10:00', '09:00'], 'inspection.times-reversed'],
          [tongcheng, ['11:00', '12:05'], null],
          [tongcheng, ['11:00', '12:06'], 'inspection.time-in-future'],
          [tongcheng, ['09:00', '10:00', '08:59'], 'inspection.arrival-outside'],
        ],
      ),
      ...casesTold<Omit<PresentTold, 'title'>, string | null>(
        (_, told) => codeOf(presentHolds({ title: '', ...told })),
        [
          [
            tongcheng,
            { outcome: 'signed', name: '王', statement: '' },
            null,
            '被查方王某签字 → 可以',
            'Signed by Wang for the inspected → granted',
          ],
          [
            tongcheng,
            { outcome: 'refused', name: '王', statement: '不认可' },
            null,
            '王某拒签，写明“不认可” → 可以',
            'Wang refused, and the record says why → granted',
          ],
          [
            tongcheng,
            { outcome: 'nobody', name: '', statement: '' },
            'inspection.present-incomplete',
            '无人在场而未写明 → 不可',
            'Nobody there and nothing said → refused',
          ],
        ],
      ),
      ...casesTold<string, boolean | string>(
        (_, digest) => {
          const members = [memberOf({ personId: 'chen', signedAt: '2026-04-10' }), memberOf({})];
          const signed = sign(inspectionOf({ state: 'submitted', team: members }), memberOf({}), digest);
          return signed.ok ? signed.value.complete : signed.refusal.code;
        },
        [
          [
            tongcheng,
            'digest',
            true,
            '最后一名成员按所读内容签认 → 记录完成',
            'The last member signs what was read → complete',
          ],
          [
            tongcheng,
            'another',
            'inspection.content-differs',
            '签认的不是所提交的内容 → 不可',
            'What is signed is not what was handed in → refused',
          ],
        ],
      ),
    ],
  },
];
