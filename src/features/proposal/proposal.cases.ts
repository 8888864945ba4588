import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, type Family, said } from '../regime/regime.family.model.ts';
import type { Person, Proposal } from './proposal.model.ts';
import { mayDecide, mayWithdraw } from './proposal.rules.ts';

const proposal: Pick<Proposal, 'state' | 'proposedBy' | 'organisationId' | 'confirmers' | 'basis'> = {
  state: 'open',
  proposedBy: 'zhou',
  organisationId: 'office',
  confirmers: { bodies: ['office', 'finance'], duty: null, otherBody: false, not: [] },
  basis: [],
};
const zhou: Person = {
  personId: 'zhou',
  organisationId: 'office',
  organisationKind: 'office',
  duties: ['administrator'],
};
const chen: Person = { ...zhou, personId: 'chen', duties: [] };
const wu: Person = { ...chen, personId: 'wu', organisationId: 'finance', organisationKind: 'finance' };
const inspector: Person = { ...chen, personId: 'li', organisationKind: 'third-party' };
const elsewhere = { ...proposal, confirmers: { ...proposal.confirmers, otherBody: true } };
const aboutChen = { ...proposal, confirmers: { ...proposal.confirmers, not: ['chen'] } };
const byAdministrator = {
  ...proposal,
  confirmers: { ...proposal.confirmers, duty: 'administrator' as const },
};

export const proposalFamilies: readonly Family[] = [
  {
    id: 'proposal.two-people',
    name: said('提请与确认', 'Proposed by one, confirmed by another'),
    does: said(
      '提请事项经另一人确认才生效：确认人须属于有权确认的单位和岗位，不得是提请人本人，也不得是事项涉及的人；提请人在决定之前可以撤回。',
      'What one person proposes takes effect when another confirms it: one of the bodies and duties it was put to, never the proposer, never a person it concerns. The proposer may take it back while it is undecided.',
    ),
    carries: [],
    duties: ['D11', 'D23'],
    functions: ['proposal.rules.ts#mayDecide', 'proposal.rules.ts#mayWithdraw'],
    cases: [
      ...casesTold<readonly [Parameters<typeof mayDecide>[0], Person], string>(
        (_, [asked, person]) => {
          const decision = mayDecide(asked, person);
          return decision.ok ? 'granted' : decision.refusal.code;
        },
        [
          [
            tongcheng,
            [proposal, chen],
            'granted',
            '办公室另一人确认 → 可以',
            'another of the office → granted',
          ],
          [tongcheng, [proposal, wu], 'granted', '财政局人员确认 → 可以', 'somebody of finance → granted'],
          [
            tongcheng,
            [proposal, zhou],
            'proposal.four-eyes',
            '提请人自己确认 → 不可以',
            'the proposer → refused',
          ],
          [
            tongcheng,
            [proposal, inspector],
            'proposal.not-permitted',
            '第三方人员确认 → 不可以',
            'the third party → refused',
          ],
          [
            tongcheng,
            [byAdministrator, chen],
            'proposal.not-permitted',
            '无管理员职责的人确认 → 不可以',
            'without the duty it asks for → refused',
          ],
          [
            tongcheng,
            [elsewhere, chen],
            'proposal.other-body',
            '须另一单位，同单位的人确认 → 不可以',
            'another body is asked, the same body → refused',
          ],
          [tongcheng, [elsewhere, wu], 'granted', '须另一单位，财政局确认 → 可以', 'another body → granted'],
          [
            tongcheng,
            [aboutChen, chen],
            'proposal.person-concerned',
            '事项涉及本人 → 不可以',
            'the person it concerns → refused',
          ],
          [
            tongcheng,
            [{ ...proposal, state: 'confirmed' }, chen],
            'proposal.wrong-state',
            '已确认的再确认 → 不可以',
            'once more → refused',
          ],
        ],
      ),
      ...casesTold<readonly [Parameters<typeof mayWithdraw>[0], Person], string>(
        (_, [asked, person]) => {
          const decision = mayWithdraw(asked, person);
          return decision.ok ? 'granted' : decision.refusal.code;
        },
        [
          [
            tongcheng,
            [proposal, zhou],
            'granted',
            '提请人撤回 → 可以',
            'the proposer takes it back → granted',
          ],
          [
            tongcheng,
            [proposal, chen],
            'proposal.not-permitted',
            '他人撤回 → 不可以',
            'another takes it back → refused',
          ],
          [
            tongcheng,
            [{ ...proposal, state: 'refused' }, zhou],
            'proposal.wrong-state',
            '已退回的再撤回 → 不可以',
            'after it was refused → refused',
          ],
        ],
      ),
    ],
  },
];
