import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { asOf, clean } from './disbursement.cases.ts';
import type { Suspension } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';
import { liftable } from './disbursement.suspension.rules.ts';

export const suspensionOf = (over: Partial<Suspension> = {}): Suspension => ({
  id: 's',
  agreementId: 'a',
  agreementNumber: 'DS-01',
  contractorId: 'c',
  fromOn: '2026-04-01',
  liftedOn: null,
  item: { id: 'z', finding: '问〔2026〕1-1', letter: '隽电商办督〔2026〕1号', closed: false },
  ...over,
});

export const suspensionFamilies: readonly Family[] = [
  {
    id: 'gate.not-suspended',
    name: said('硬性条件：未被暂停拨付', 'Hard stop: payments are not suspended'),
    does: said(
      '采取“暂停拨付”这一督促措施之后，该合同一分不拨，整改销号也不自动恢复。',
      'Once the ladder’s last step is taken nothing is paid on the contract; closing the item does not lift it by itself.',
    ),
    carries: [],
    duties: ['D10', 'D11'],
    functions: ['disbursement.rules.ts#evaluateGate', 'disbursement.suspension.rules.ts#suspensionStops'],
    cases: casesTold<readonly Suspension[], number>(
      ({ pack }, suspensions) =>
        evaluateGate(pack, { ...clean, agreement: { ...clean.agreement, suspensions } }, asOf).recommendedFen,
      [
        [
          tongcheng,
          [],
          100_000_000,
          '没有暂停拨付 → 建议拨100万元',
          'No suspension → 1,000,000 yuan recommended',
        ],
        [
          tongcheng,
          [suspensionOf()],
          0,
          '对一项整改事项采取了暂停拨付 → 建议拨0元',
          'Suspended over an item → nothing',
        ],
        [
          jia,
          [suspensionOf({ item: { id: 'z', finding: 'f', letter: 'l', closed: true } })],
          0,
          '该事项已销号、尚未恢复拨付 → 建议拨0元',
          'The item is closed and the suspension stands → nothing',
        ],
        [
          yi,
          [suspensionOf({ item: null })],
          0,
          '因进度落后暂停拨付 → 建议拨0元',
          'Suspended over progress → nothing',
        ],
      ],
    ),
  },
  {
    id: 'gate.suspension-lifted',
    name: said('恢复拨付', 'Lifting a suspension'),
    does: said('一项暂停拨付只恢复一次。', 'A suspension is lifted once.'),
    carries: [],
    duties: ['D10', 'D11'],
    functions: ['disbursement.suspension.rules.ts#liftable'],
    cases: casesTold<string | null, boolean>(
      ({ pack }, liftedOn) => liftable(suspensionOf({ liftedOn }), pack).ok,
      [
        [tongcheng, null, true, '仍在暂停 → 可以恢复', 'It stands → may be lifted'],
        [tongcheng, '2026-04-09', false, '已恢复 → 不予办理', 'Lifted already → refused'],
      ],
    ),
  },
];
