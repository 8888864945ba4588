import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import { proposeRefusals } from '../proposal/proposal.words.ts';
import type { AgreementState, InstalmentState } from './agreement.model.ts';

export const agreementStates = {
  'in-force': { zh: '履行中', en: 'In force', tone: 'busy' },
  completed: { zh: '已完成', en: 'Completed', tone: 'good' },
  terminated: { zh: '已终止', en: 'Terminated', tone: 'bad' },
} as const satisfies Record<AgreementState, Words & { tone: string }>;

export const endWords = {
  completed: agreementStates.completed,
  terminated: agreementStates.terminated,
} as const;

export const instalmentStates = {
  planned: { zh: '未申请', en: 'Planned', tone: 'plain' },
  requested: { zh: '已申请', en: 'Requested', tone: 'busy' },
  decided: { zh: '已决定', en: 'Decided', tone: 'busy' },
  paid: { zh: '已拨付', en: 'Paid', tone: 'good' },
  refused: { zh: '不予拨付', en: 'Refused', tone: 'bad' },
} as const satisfies Record<InstalmentState, Words & { tone: string }>;

export const agreementEvents: Readonly<Record<string, Words>> = {
  'agreement.signed': { zh: '签订合同', en: 'Contract signed' },
  'agreement.amended': { zh: '签订补充协议', en: 'Contract amended' },
  'agreement.completed': { zh: '合同完成', en: 'Contract completed' },
  'agreement.terminated': { zh: '合同终止', en: 'Contract terminated' },
  'instalment.agreed': { zh: '约定拨付期次', en: 'Instalment agreed' },
  'instalment.amended': { zh: '变更拨付期次', en: 'Instalment amended' },
};

export const agreementRefusals = {
  ...recusalRefusals,
  ...proposeRefusals,
  'agreement.not-found': {
    zh: '没有这份合同，或不属于贵单位。请从合同列表进入。',
    en: 'There is no such contract of yours. Open it from the list.',
  },
  'agreement.not-permitted': {
    zh: '合同由领导小组办公室或商务局登记。',
    en: 'The office or the commerce bureau keeps the contracts.',
  },
  'agreement.id-taken': {
    zh: '这份合同已经登记，不必重复提交。',
    en: 'This contract is registered already; nothing more to do.',
  },
  'agreement.number-taken': {
    zh: '合同编号“{number}”已用于“{existing}”（全角半角、大小写、空格不同也算同一编号）。',
    en: 'The contract number “{number}” is that of “{existing}”; width, case and blanks make no other number.',
  },
  'agreement.lot-taken': {
    zh: '本项目的标段“{lot}”已有合同“{existing}”，一个标段只签一份。',
    en: 'The lot “{lot}” of this project has its contract, “{existing}”; a lot has one.',
  },
  'agreement.changed-meanwhile': {
    zh: '他人已于此前修改（现为第 {version} 次记录）。',
    en: 'Somebody else changed it first (now record version {version}).',
  },
  'agreement.project-unknown': {
    zh: '没有这个项目，请从列表选择。',
    en: 'There is no such project. Choose one from the list.',
  },
  'agreement.no-plan-in-force': {
    zh: '项目尚无生效的实施方案，合同没有可承诺的建设内容。',
    en: 'The project has no plan in force, so there is nothing a contract could promise.',
    next: { zh: '先报领导小组批准实施方案。', en: 'Have the plan approved first.' },
  },
  'agreement.contractor-unfit': {
    zh: '“{name}”不是在用的承办企业，不能签订合同。',
    en: '“{name}” is not a contractor in use, so no contract can be signed with it.',
  },
  'agreement.before-regime': {
    zh: '签订日期不得早于制度施行之日（{inForceFromOn}）。',
    en: 'A contract cannot be signed before the regime came into force ({inForceFromOn}).',
  },
  'agreement.before-project': {
    zh: '签订日期不得早于项目开始日期（{projectStartsOn}）。',
    en: 'A contract cannot be signed before the project begins ({projectStartsOn}).',
  },
  'agreement.signed-in-future': {
    zh: '签订日期不能晚于今天（{todayOn}）。',
    en: 'The day of signing cannot lie after today ({todayOn}).',
  },
  'agreement.dates-reversed': {
    zh: '日期应依次为：签订（{signedOn}）不晚于开始（{startsOn}），开始早于结束（{endsOn}）。',
    en: 'Signing ({signedOn}) must not come after the start ({startsOn}), and the start must come before the end ({endsOn}).',
  },
  'agreement.no-lines': {
    zh: '合同须对应实施方案中的至少一项建设内容，月报按此填报。',
    en: 'A contract promises at least one line of the plan; monthly reports follow these.',
  },
  'agreement.line-not-in-plan': {
    zh: '所选建设内容不在现行实施方案中。',
    en: 'A chosen line is not in the plan in force.',
    next: { zh: '重新选择建设内容。', en: 'Choose the lines again.' },
  },
  'agreement.line-outside-areas': {
    zh: '“{task}”属于{area}，不在合同的监管内容之内。',
    en: '“{task}” belongs to {area}, which the contract does not cover.',
    next: { zh: '在监管内容中加上该类，或不选这一项。', en: 'Add that area or leave the line out.' },
  },
  'agreement.instalment-twice': {
    zh: '拨付期次的序号重复。',
    en: 'Two instalments have the same number.',
  },
  'agreement.instalment-empty': {
    zh: '第 {number} 期金额应大于零。',
    en: 'Instalment {number} must be above zero.',
  },
  'agreement.instalment-outside-contract': {
    zh: '第 {number} 期的计划日期应在 {signedOn} 至 {endsOn} 之间。',
    en: 'Instalment {number} must be planned between {signedOn} and {endsOn}.',
  },
  'agreement.instalment-not-rounded': {
    zh: '第 {number} 期金额应为 {unitFen} 的整数倍，尾差计入最后一期。',
    en: 'Instalment {number} must be a multiple of {unitFen}; the last one takes the rest.',
  },
  'agreement.above-line': {
    zh: '“{task}”预算 {budgetFen}，其他合同已占 {heldFen}，尚余 {freeFen}；本合同摊到这一项为 {askedFen}。',
    en: '“{task}” has a budget of {budgetFen}; other contracts hold {heldFen}, so {freeFen} is left. This contract’s part in it is {askedFen}.',
    next: {
      zh: '请减少合同金额，或者先依程序变更实施方案。',
      en: 'Lower the sum, or have the plan changed first, by its procedure.',
    },
  },
  'agreement.above-project': {
    zh: '项目资金 {moneyFen}，其他合同已占 {othersFen}，尚余 {freeFen}；本合同 {amountFen}，超出项目资金。',
    en: 'The project has {moneyFen}; other contracts hold {othersFen}, so {freeFen} is left. This contract of {amountFen} is above it.',
    next: {
      zh: '请减少合同金额；资金追加后再签订。',
      en: 'Lower the sum, or sign once more money has been granted.',
    },
  },
  'agreement.retention-missing': {
    zh: '质保金应留在最后一期：第 {number} 期不得少于 {leastFen}。',
    en: 'The retention lies in the last instalment: number {number} must be at least {leastFen}.',
  },
  'agreement.instalments-not-the-amount': {
    zh: '各期合计 {totalFen}，与合同金额 {amountFen} 不符，相差 {differenceFen}。',
    en: 'The instalments come to {totalFen}, not the contract sum of {amountFen}; the difference is {differenceFen}.',
  },
  'agreement.ended': {
    zh: '合同“{state}”，不能再变更。',
    en: 'The contract is “{state}” and changes no more.',
  },
  'agreement.below-paid': {
    zh: '合同金额 {amountFen} 低于已拨付的 {paidFen}。',
    en: 'The contract sum of {amountFen} is below the {paidFen} already paid.',
  },
  'agreement.instalment-missing': {
    zh: '第 {number} 期已经约定，不能删除。',
    en: 'Instalment {number} was agreed and cannot be left out.',
    next: { zh: '可以改变其金额，或增加新的期次。', en: 'Change its amount, or add a new instalment.' },
  },
  'agreement.instalment-fixed': {
    zh: '第 {number} 期“{state}”，其约定不能再改。',
    en: 'Instalment {number} is “{state}”; its terms can no longer change.',
    next: { zh: '只变更尚未申请的期次。', en: 'Change only instalments not yet requested.' },
  },
} as const;

export const words = {
  agreements: { zh: '合同', en: 'Contracts' },
  agreement: { zh: '项目建设合同', en: 'Contract' },
  none: { zh: '尚无合同。', en: 'No contracts yet.' },
  sign: { zh: '登记合同', en: 'Register a contract' },
  amend: { zh: '登记补充协议', en: 'Amend the contract' },
  end: { zh: '结束合同', en: 'End the contract' },
  endMeans: {
    zh: '提请后由办公室、商务局、财政局或领导小组的另一人确认，确认前合同不变。确认后“{name}”不再产生新的月报和检查义务；未了的问题和整改照常办理。',
    en: 'Another person of the office, the commerce bureau, finance or the leading group has to confirm; until then nothing changes. Once confirmed, “{name}” brings no new reports and inspections; open findings and rectifications go on.',
  },
  endAs: { zh: '结束方式', en: 'Ended as' },
  project: { zh: '所属项目', en: 'Project' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  number: { zh: '合同编号', en: 'Number' },
  name: { zh: '合同名称', en: 'Name' },
  lot: { zh: '标段', en: 'Lot' },
  areas: { zh: '监管内容', en: 'Areas' },
  area: { zh: '监管内容', en: 'Area' },
  signedOn: { zh: '签订日期', en: 'Signed' },
  startsOn: { zh: '开始日期', en: 'Starts' },
  endsOn: { zh: '结束日期', en: 'Ends' },
  term: { zh: '履行期间', en: 'Term' },
  fromTo: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  amount: { zh: '合同金额', en: 'Contract sum' },
  paid: { zh: '已拨付', en: 'Paid' },
  unpaid: { zh: '未拨付', en: 'Not yet paid' },
  state: { zh: '状态', en: 'State' },
  search: { zh: '编号、名称、标段、承办企业', en: 'Number, name, lot or contractor' },
  lines: { zh: '承诺的建设内容', en: 'Lines promised' },
  linesHint: {
    zh: '取自现行实施方案；承办企业每月按这些内容报告。',
    en: 'From the plan in force; the contractor reports on these every month.',
  },
  task: { zh: '任务', en: 'Task' },
  content: { zh: '建设内容', en: 'Content' },
  target: { zh: '目标', en: 'Target' },
  planned: { zh: '计划起止', en: 'Planned' },
  important: { zh: '重要', en: 'Important' },
  dropped: { zh: '现行方案已取消', en: 'No longer in the plan' },
  instalments: { zh: '拨付期次', en: 'Instalments' },
  addInstalment: { zh: '添加一期', en: 'Add an instalment' },
  instalmentNumber: { zh: '期次', en: 'No.' },
  instalmentName: { zh: '名称', en: 'Name' },
  instalmentAmount: { zh: '金额', en: 'Amount' },
  condition: { zh: '拨付条件', en: 'Condition' },
  requiredProgress: { zh: '要求进度', en: 'Progress required' },
  percent: { zh: '%', en: '%' },
  plannedOn: { zh: '计划日期', en: 'Planned day' },
  sumRight: {
    zh: '各期合计 {total}，与合同金额一致。',
    en: 'The instalments come to {total}, the contract sum.',
  },
  sumWrong: {
    zh: '各期合计 {total}，合同金额 {amount}，相差 {difference}。',
    en: 'The instalments come to {total}, the contract sum is {amount}: {difference} apart.',
  },
  fixedInstalments: {
    zh: '已申请、已决定或已拨付的期次不能再改。',
    en: 'Instalments requested, decided or paid can no longer change.',
  },
  reason: { zh: '变更原因', en: 'Reason' },
  facilities: { zh: '站点与中心', en: 'Facilities' },
} as const;
