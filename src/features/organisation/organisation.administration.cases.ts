import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import {
  type AloneAct,
  fitDuties,
  fitOrganisation,
  grantsItself,
  isAlone,
  keepsAdministrators,
  mayAlone,
  secondAccount,
} from './organisation.administration.rules.ts';

const administrator = (personId: string, organisationId: string, arrived = true) => ({
  personId,
  organisationId,
  arrived,
});
const office = administrator('fang', 'office');
const bureau = administrator('han', 'bureau');
const awaited = administrator('han', 'bureau', false);
const human = (
  id: string,
  organisationKind: OrganisationKind,
  phone: string | null,
  duties: Duty[] = [],
) => ({
  id,
  name: id === 'he' ? '何静' : id,
  phone,
  organisationId: organisationKind,
  organisationKind,
  duties,
});

export const administrationFamilies: readonly Family[] = [
  {
    id: 'organisation.administration',
    name: said('人员与单位由两人管理', 'People and organisations by two'),
    does: said(
      '职责、账户和单位由一位管理员提请、另一单位的管理员确认；任何人不得给自己授权，管理员不办业务，一个人不得有两个账户分处拨付的两个环节；领导小组、办公室、商务局不能停用，始终有两个单位的两位管理员。',
      'Duties, accounts and organisations are proposed by one administrator and confirmed by one of another body; nobody grants himself anything, an administrator does no business, one human has no two accounts at two desks of a payment; the bodies of the regime stay, and so do two administrators of two bodies.',
    ),
    carries: [],
    duties: ['D13'],
    functions: [
      'organisation.administration.rules.ts#fitDuties',
      'organisation.administration.rules.ts#grantsItself',
      'organisation.administration.rules.ts#secondAccount',
      'organisation.administration.rules.ts#isAlone',
      'organisation.administration.rules.ts#keepsAdministrators',
      'organisation.administration.rules.ts#mayAlone',
      'organisation.administration.rules.ts#fitOrganisation',
    ],
    cases: casesTold<() => string | boolean | null, string | boolean | null>(
      (_, decide) => decide(),
      [
        [
          tongcheng,
          () => codeOf(fitDuties(['administrator'], 'commerce-bureau')),
          null,
          '商务局人员任管理员 → 可以',
          'One of the bureau as administrator → granted',
        ],
        [
          tongcheng,
          () => codeOf(fitDuties(['administrator'], 'audit')),
          'person.administrator-body',
          '审计局人员任管理员 → 不可',
          'One of the audit as administrator → refused',
        ],
        [
          tongcheng,
          () => codeOf(fitDuties(['administrator', 'signatory'], 'office')),
          'person.administrator-and-business',
          '管理员兼签发人 → 不可',
          'An administrator who also signs → refused',
        ],
        [
          tongcheng,
          () => codeOf(fitDuties(['reviewer', 'signatory'], 'office')),
          null,
          '审核人兼签发人 → 可以',
          'A reviewer who also signs → granted',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              grantsItself(
                ['fang', 'han'],
                { id: 'han', duties: [], active: true },
                { duties: ['signatory'], active: true },
              ),
            ),
          'person.own-duty',
          '确认给自己增加职责 → 不可',
          'Confirming a duty for oneself → refused',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              grantsItself(
                ['han'],
                { id: 'han', duties: ['reviewer'], active: true },
                { duties: [], active: false },
              ),
            ),
          null,
          '提请免去自己的职责 → 可以',
          'Proposing to lose a duty → granted',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              secondAccount(
                human('new', 'finance', '139 0000 0001'),
                [human('li', 'commerce-bureau', '+86 13900000001')],
                false,
              ),
            ),
          'person.second-account',
          '财政与商务两个账户用同一电话 → 不可',
          'One telephone at finance and at the bureau → refused',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              secondAccount(
                human('new', 'office', '13900000001'),
                [human('li', 'office', '13900000001')],
                false,
              ),
            ),
          null,
          '同一单位两人共用办公电话 → 可以',
          'Two of one body share a telephone → granted',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              secondAccount(
                human('new', 'office', '13900000001', ['administrator']),
                [human('li', 'office', '13900000001')],
                false,
              ),
            ),
          'person.second-account',
          '管理员账户与本单位业务账户同一电话 → 不可',
          'An administrator and a colleague with one telephone → refused',
        ],
        [
          jia,
          () =>
            codeOf(
              secondAccount(
                { ...human('b', 'finance', null), name: '何静' },
                [human('he', 'department', null)],
                false,
              ),
            ),
          'person.same-name',
          '同名而未说明 → 先问',
          'The same name, nothing said → asked',
        ],
        [
          jia,
          () =>
            codeOf(
              secondAccount(
                { ...human('b', 'finance', null), name: '何静' },
                [human('he', 'department', null)],
                true,
              ),
            ),
          null,
          '同名，说明是另一人 → 可以',
          'The same name, said to be another → granted',
        ],
        [
          tongcheng,
          () => isAlone([office, awaited]),
          true,
          '第二位还没有登录 → 还缺第二位',
          'The second has not signed in → still alone',
        ],
        [
          tongcheng,
          () => isAlone([office, bureau]),
          false,
          '两个单位两位 → 齐了',
          'Two of two bodies → complete',
        ],
        [
          tongcheng,
          () => codeOf(keepsAdministrators([office, bureau], [office])),
          'person.last-administrators',
          '两位中停用一位 → 不可',
          'One of the two closed → refused',
        ],
        [
          tongcheng,
          () =>
            codeOf(keepsAdministrators([office, bureau, administrator('gao', 'office')], [office, bureau])),
          null,
          '三位中停用同单位的一位 → 可以',
          'One of three closed, two bodies left → granted',
        ],
        ...(
          [
            [
              { act: 'organisation.register' },
              [office],
              null,
              '一人登记单位 → 可以',
              'Alone, an organisation registered → granted',
            ],
            [
              { act: 'person.add', organisationId: 'bureau', duties: ['administrator'] },
              [office],
              null,
              '一人添加另一单位的管理员 → 可以',
              'Alone, the second administrator added → granted',
            ],
            [
              { act: 'person.add', organisationId: 'bureau', duties: [] },
              [office],
              'administration.second-first',
              '一人添加经办人 → 不可',
              'Alone, a clerk added → refused',
            ],
            [
              { act: 'person.add', organisationId: 'office', duties: ['administrator'] },
              [office],
              'administration.second-first',
              '一人添加本单位管理员 → 不可',
              'Alone, an administrator of the same body → refused',
            ],
            [
              { act: 'person.add', organisationId: 'finance', duties: ['administrator'] },
              [office, awaited],
              'administration.second-added',
              '第二位已添加，又添加一位 → 不可',
              'The second added already, another → refused',
            ],
            [
              { act: 'person.reset', personId: 'han' },
              [office, awaited],
              null,
              '第二位的代码丢失，一人重置 → 可以',
              'The code of the second lost, reset alone → granted',
            ],
            [
              { act: 'other' },
              [office, awaited],
              'administration.second-first',
              '一人修改 → 不可',
              'Alone, an amendment → refused',
            ],
          ] as const satisfies readonly (readonly [
            AloneAct,
            readonly (typeof office)[],
            string | null,
            string,
            string,
          ])[]
        ).map(
          ([act, all, then, zh, en]) =>
            [
              tongcheng,
              () => codeOf(mayAlone(act, { personId: 'fang', organisationId: 'office' }, all)),
              then,
              zh,
              en,
            ] as const,
        ),
        [
          tongcheng,
          () =>
            codeOf(
              fitOrganisation(
                { kind: 'office', active: true },
                { kind: 'office', active: false },
                { used: false, administrators: 0 },
              ),
            ),
          'organisation.single-stays',
          '停用办公室 → 不可',
          'The office closed → refused',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              fitOrganisation(
                { kind: 'finance', active: true },
                { kind: 'department', active: true },
                { used: false, administrators: 1 },
              ),
            ),
          null,
          '尚无业务记录，更正类别 → 可以',
          'No records yet, the kind corrected → granted',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              fitOrganisation(
                { kind: 'finance', active: true },
                { kind: 'department', active: true },
                { used: true, administrators: 0 },
              ),
            ),
          'organisation.kind-used',
          '已有业务记录，更正类别 → 不可',
          'Records hang on it, the kind corrected → refused',
        ],
        [
          tongcheng,
          () =>
            codeOf(
              fitOrganisation(
                { kind: 'department', active: true },
                { kind: 'audit', active: true },
                { used: false, administrators: 1 },
              ),
            ),
          'organisation.kind-administrators',
          '有管理员的部门改为审计 → 不可',
          'A body with an administrator made the audit → refused',
        ],
      ],
    ),
  },
];
