import { tongcheng } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import { type HandOver, isPartyTo, transfer } from './facility.holding.rules.ts';
import type { FacilityPhase, Holding, PhaseFrom } from './facility.model.ts';
import {
  changePhase,
  isVillageOf,
  maskedName,
  maskedPhone,
  phaseOn,
  register,
  secondInVillage,
} from './facility.rules.ts';

const file = 'facility.rules.ts';
const basisIn = (pack: World['pack']) => citationsOf([{ clause: clauseOfDuty(pack, 'D29'), mark: 'text' }]);
const phases: readonly PhaseFrom[] = [
  { phase: 'construction', fromOn: '2026-01-10', reason: '' },
  { phase: 'operation', fromOn: '2026-03-01', reason: '' },
];

const holdingOf = (contractorId: string, fromOn: string): Holding => ({
  fromOn,
  version: 1,
  agreementId: contractorId,
  agreementNumber: contractorId,
  contractorId,
  contractorName: contractorId,
  reason: '',
});

export const facilityFamilies: readonly Family[] = [
  {
    id: 'facility.register',
    name: said('站点登记', 'Registering a facility'),
    does: said(
      '站点属于有效合同的监管内容，开工不早于签约；村代码须属本县。',
      'A facility belongs to the content of a contract in force and is not begun before it was signed; its village is the county’s.',
    ),
    carries: [],
    duties: ['D19', 'D29'],
    functions: [`${file}#register`, `${file}#isVillageOf`],
    cases: [
      ...casesTold<
        { readonly areas?: readonly ContentArea[]; readonly begun?: string; readonly ended?: true },
        string | null
      >(
        ({ pack }, { areas = ['station'], begun = '2026-01-10', ended }) =>
          codeOf(
            register(
              { kind: 'village-station', constructionStartedOn: begun },
              { areas, signedOn: '2026-01-10', state: ended ? 'terminated' : 'in-force' },
              '2026-04-10',
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            {},
            null,
            '服务站合同2026-01-10签订，同日开工的村级站 → 登记',
            'A contract for stations of 2026-01-10, a station begun that day → registered',
          ],
          [
            tongcheng,
            { areas: ['training'] },
            'facility.outside-agreement',
            '培训合同登记村级站 → 不可',
            'A station under a contract for training → refused',
          ],
          [
            tongcheng,
            { begun: '2026-01-09' },
            'facility.before-agreement',
            '签约前一日开工 → 不可',
            'Begun the day before the signing → refused',
          ],
          [
            tongcheng,
            { ended: true },
            'facility.agreement-ended',
            '合同已终止 → 不可',
            'The contract is terminated → refused',
          ],
        ],
      ),
      ...casesOf<string, boolean>(
        ({ pack }, code) => isVillageOf(pack.jurisdiction, code),
        (code, then) =>
          said(
            `村代码${code} → ${then ? '本县' : '不是本县'}`,
            `The village ${code} → ${then ? 'the county’s' : 'another county’s'}`,
          ),
        [
          [tongcheng, '421222100201', true],
          [tongcheng, '421221100201', false],
        ],
      ),
    ],
  },
  {
    id: 'facility.phase',
    name: said('建设、运营、停业、撤销', 'Construction, operation, suspension, withdrawal'),
    does: said(
      '阶段依次变化、日期向前，停业和撤销写明原因；首次运营之日一经确定不再改变。',
      'Phases follow one another in time, with a reason where they end something; the first day of operation stays for good.',
    ),
    carries: [],
    duties: ['D24', 'D25'],
    functions: [`${file}#changePhase`, `${file}#phaseOn`],
    cases: [
      ...casesTold<PhaseFrom & { readonly now?: FacilityPhase }, string | null>(
        ({ pack }, { now = 'operation', ...next }) => {
          const changed = changePhase(
            { phase: now, operationStartedOn: '2026-03-01' },
            phases,
            next,
            '2026-04-10',
            basisIn(pack),
          );
          return changed.ok ? changed.value.operationStartedOn : changed.refusal.code;
        },
        [
          [
            tongcheng,
            { phase: 'suspended', fromOn: '2026-04-01', reason: '道路施工' },
            '2026-03-01',
            '2026-03-01起运营，2026-04-01起停业 → 运营之日仍为2026-03-01',
            'In operation from 2026-03-01, suspended from 2026-04-01 → the day of operation stays 2026-03-01',
          ],
          [
            tongcheng,
            { phase: 'suspended', fromOn: '2026-04-01', reason: '' },
            'facility.reason-required',
            '停业没有原因 → 不可',
            'Suspended without a reason → refused',
          ],
          [
            tongcheng,
            { phase: 'suspended', fromOn: '2026-03-01', reason: '道路施工' },
            'facility.phase-before-last',
            '停业日不晚于运营日 → 不可',
            'Suspended on the day operation began → refused',
          ],
          [
            tongcheng,
            { phase: 'suspended', fromOn: '2026-04-11', reason: '道路施工' },
            'facility.in-future',
            '停业日写成明天 → 不可',
            'Suspended tomorrow → refused',
          ],
          [
            tongcheng,
            { now: 'withdrawn', phase: 'operation', fromOn: '2026-04-01', reason: '' },
            'facility.withdrawn-for-good',
            '已撤销的站恢复运营 → 不可',
            'A withdrawn station put back → refused',
          ],
        ],
      ),
      ...casesOf<string, string | null>(
        (_, on) => phaseOn(phases, on) ?? null,
        (on, then) =>
          said(
            `2026-01-10开工、2026-03-01运营，${on} → ${then ?? '尚未开工'}`,
            `Begun on 2026-01-10, in operation from 2026-03-01; on ${on} → ${then ?? 'not begun'}`,
          ),
        [
          [tongcheng, '2026-01-09', null],
          [tongcheng, '2026-02-28', 'construction'],
          [tongcheng, '2026-03-01', 'operation'],
        ],
      ),
    ],
    properties: [
      {
        title:
          'property: through any course the day operation began is the first day of operation, and stays',
        file: 'src/features/facility/facility.rules.test.ts',
      },
    ],
  },
  {
    id: 'facility.hand-over',
    name: said('站点移交', 'Handing a facility over'),
    does: said(
      '移交给同一项目、有效且内容相符的合同，承办企业资格有效，有移交材料；日期向前、不在将来，已安排的检查先重新安排。',
      'To a contract of the same programme that is in force and covers its kind, of a contractor in good standing, with papers; days go forward and are not to come, and a visit already planned is planned anew first.',
    ),
    carries: [],
    duties: ['D12', 'D22'],
    functions: ['facility.holding.rules.ts#transfer', 'facility.holding.rules.ts#isPartyTo'],
    cases: [
      ...casesTold<
        Partial<HandOver> & { readonly of?: Partial<HandOver['agreement']>; readonly phase?: FacilityPhase },
        string | null
      >(
        ({ pack }, { of, phase = 'operation', ...over }) => {
          const basis = basisIn(pack);
          return codeOf(
            transfer(
              { kind: 'village-station', phase, projectId: 'p', agreementId: 'a' },
              [{ fromOn: '2026-01-10' }],
              {
                agreement: {
                  id: 'b',
                  number: 'DS-02',
                  projectId: 'p',
                  areas: ['station'],
                  signedOn: '2026-01-05',
                  state: 'in-force',
                  ...of,
                },
                disqualified: false,
                fromOn: '2026-04-01',
                papers: 1,
                visit: undefined,
                ...over,
              },
              '2026-04-10',
              { contract: basis, qualification: basis, ownership: basis },
            ),
          );
        },
        [
          [
            tongcheng,
            {},
            null,
            '村级站2026-04-01移交给另一有效的服务站合同，附移交材料 → 可以',
            'A village station to another contract for stations from 2026-04-01, with papers → granted',
          ],
          [
            tongcheng,
            { papers: 0 },
            'facility.paper-required',
            '没有移交材料 → 不可',
            'Without papers → refused',
          ],
          [
            tongcheng,
            { disqualified: true },
            'facility.contractor-disqualified',
            '接收企业已被取消资格 → 不可',
            'The receiving contractor is disqualified → refused',
          ],
          [
            tongcheng,
            { of: { areas: ['training'] } },
            'facility.outside-agreement',
            '移交给培训合同 → 不可',
            'To a contract for training → refused',
          ],
          [
            tongcheng,
            { of: { projectId: 'another' } },
            'facility.other-programme',
            '移交给另一项目的合同 → 不可',
            'To a contract of another programme → refused',
          ],
          [
            tongcheng,
            { fromOn: '2026-01-10' },
            'facility.holding-before-last',
            '移交日不晚于上次移交日 → 不可',
            'On the day of the last hand-over → refused',
          ],
          [
            tongcheng,
            { fromOn: '2026-04-11' },
            'facility.in-future',
            '移交日写成明天 → 不可',
            'Tomorrow → refused',
          ],
          [
            tongcheng,
            { visit: { number: '检〔2026〕9', plannedOn: '2026-04-15' } },
            'facility.visit-planned',
            '已为原企业安排了检查 → 不可：先重新安排',
            'A visit is planned for the one that holds it → refused: planned anew first',
          ],
          [
            tongcheng,
            { phase: 'withdrawn' },
            'facility.withdrawn-for-good',
            '已撤销的站 → 不可',
            'A withdrawn station → refused',
          ],
        ],
      ),
      ...casesTold<string, boolean>(
        (_, contractor) =>
          isPartyTo(contractor, [holdingOf('甲', '2026-01-10'), holdingOf('乙', '2026-04-01')], 1),
        [
          [
            tongcheng,
            '甲',
            true,
            '2026-04-01由甲移交给乙，甲查看这次移交 → 与其有关',
            'From A to B on 2026-04-01, A asking → it concerns A',
          ],
          [tongcheng, '丙', false, '同上，丙查看 → 无关', 'The same, C asking → it does not'],
        ],
      ),
    ],
  },
  {
    id: 'facility.second-in-village',
    name: said('同村再设站点', 'A second station in a village'),
    does: said(
      '一个行政村已有未撤销的村级站的，再登记须写明理由。',
      'Where a village has a station that was not withdrawn, another is registered with a reason only.',
    ),
    carries: [],
    duties: ['D19'],
    functions: [`${file}#secondInVillage`],
    cases: casesTold<
      { readonly phase?: FacilityPhase; readonly reason?: string; readonly centre?: true },
      string | null
    >(
      ({ pack }, { phase, reason, centre }) =>
        codeOf(
          secondInVillage(
            centre ? 'service-centre' : 'village-station',
            phase ? [{ number: 'Z-001', name: '甲站', phase }] : [],
            reason,
            citationsOf([{ clause: clauseOfDuty(pack, 'D19'), mark: 'text' }]),
          ),
        ),
      [
        [tongcheng, {}, null, '村内尚无站点 → 登记', 'No station in the village → registered'],
        [
          tongcheng,
          { phase: 'operation' },
          'facility.village-has-station',
          '已有运营中的站，未写理由 → 询问',
          'One in operation, no reason → asked about',
        ],
        [
          tongcheng,
          { phase: 'suspended' },
          'facility.village-has-station',
          '已有停业的站 → 询问',
          'One suspended → asked about',
        ],
        [
          tongcheng,
          { phase: 'operation', reason: '村域两岸相隔' },
          null,
          '写明理由 → 登记',
          'With a reason → registered',
        ],
        [tongcheng, { phase: 'withdrawn' }, null, '原站已撤销 → 登记', 'The former withdrawn → registered'],
        [
          tongcheng,
          { phase: 'operation', centre: true },
          null,
          '登记的是县级中心 → 登记',
          'A county centre → registered',
        ],
      ],
    ),
  },
  {
    id: 'facility.masking',
    name: said('个人信息隐去', 'Personal data masked'),
    does: said(
      '对无须知道的人，负责人只显示姓，电话只显示后四位。',
      'Who need not know sees the family name and the last four digits.',
    ),
    carries: [],
    duties: ['D19'],
    functions: [`${file}#maskedName`, `${file}#maskedPhone`],
    cases: casesTold<readonly [string, string], readonly [string, string]>(
      (_, [name, phone]) => [maskedName(name), maskedPhone(phone)],
      [
        [
          tongcheng,
          ['王小明', '13812345678'],
          ['王**', '*******5678'],
          '王小明，13812345678 → 王**，*******5678',
          '王小明, 13812345678 → 王**, *******5678',
        ],
      ],
    ),
  },
];
