import type { OrganisationKind } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { recuse } from './organisation.interest.rules.ts';
import type { GroupRole, Tie } from './organisation.model.ts';
import { appoint } from './organisation.rules.ts';

type Named = {
  readonly of: OrganisationKind;
  readonly role: GroupRole;
  readonly from?: string;
  readonly until?: string;
};

export const organisationFamilies: readonly Family[] = [
  {
    id: 'organisation.appointment',
    name: said('监督检查小组的任期', 'Terms in the inspection group'),
    does: said(
      '组长出自商务局，第三方只以第三方身份参加，承办企业不得参加；任期不早于制度施行。',
      'The lead comes from the Commerce Bureau, the third party takes part as such, a contractor never; no term begins before the regime.',
    ),
    carries: [],
    duties: ['D05'],
    functions: ['organisation.rules.ts#appoint'],
    cases: casesTold<Named, string | null>(
      ({ pack }, { of, role, from = pack.inForceFrom, until }) =>
        codeOf(
          appoint(
            { organisationKind: of },
            { role, fromOn: plainDate(from), untilOn: until === undefined ? null : plainDate(until) },
            { inForceFrom: plainDate(pack.inForceFrom), groupClause: clauseOfDuty(pack, 'D05') },
          ),
        ),
      [
        [
          tongcheng,
          { of: 'commerce-bureau', role: 'lead' },
          null,
          '商务局人员任组长 → 可以',
          'One of the Commerce Bureau as lead → granted',
        ],
        [
          tongcheng,
          { of: 'finance', role: 'lead' },
          'group.lead-not-commerce-bureau',
          '财政局人员任组长 → 不可',
          'One of the finance bureau as lead → refused',
        ],
        [
          tongcheng,
          { of: 'contractor', role: 'member' },
          'group.contractor-never',
          '承办企业人员任组员 → 不可',
          'One of a contractor as member → refused',
        ],
        [
          tongcheng,
          { of: 'third-party', role: 'member' },
          'group.third-party-role',
          '第三方人员任组员 → 不可：只以第三方参加',
          'One of the third party as member → refused: only as the third party',
        ],
        [
          tongcheng,
          { of: 'finance', role: 'member', from: '2021-03-17' },
          'group.before-regime',
          '任期自2021-03-17起 → 不可：制度尚未施行',
          'A term from 2021-03-17 → refused: before the regime',
        ],
        [
          jia,
          { of: 'audit', role: 'member', from: '2022-06-01', until: '2022-05-31' },
          'group.dates-reversed',
          '任期止日早于起日 → 不可',
          'A term that ends before it begins → refused',
        ],
      ],
    ),
  },
  {
    id: 'organisation.recusal',
    name: said('回避', 'Recusal'),
    does: said(
      '与承办企业有利害关系的人，不办理与它有关的任何事项；先看本人申报的，再看登记中看得出的：电话相同，或者第三方与企业电话、地址相同。',
      'Whoever has an interest in a contractor does nothing that concerns it; what was declared weighs first, then what the records show: the same telephone, or a third party of the same telephone or address.',
    ),
    carries: [],
    duties: ['D05', 'D13'],
    functions: ['organisation.interest.rules.ts#recuse'],
    cases: casesTold<readonly Tie['ground'][], string | null>(
      ({ pack }, grounds) =>
        codeOf(
          recuse(
            grounds.map((ground) => ({ ground, contractor: '示例公司', detail: '配偶在该公司持股' })),
            pack,
          ),
        ),
      [
        [tongcheng, [], null, '没有利害关系 → 可以办理', 'No interest → granted'],
        [
          tongcheng,
          ['declared'],
          'recusal.declared',
          '本人申报配偶持股 → 回避',
          'A declared shareholding of the spouse → recused',
        ],
        [
          jia,
          ['telephone'],
          'recusal.telephone',
          '登记电话与企业人员相同 → 回避',
          'The telephone of one of its people → recused',
        ],
        [
          tongcheng,
          ['agency'],
          'recusal.agency',
          '第三方与企业地址相同 → 回避',
          'A third party at its address → recused',
        ],
        [
          tongcheng,
          ['agency', 'declared'],
          'recusal.declared',
          '两项都有 → 按申报的告知',
          'Both → told by what was declared',
        ],
      ],
    ),
  },
];
