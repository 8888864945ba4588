import type { Words } from '#kernel/words.ts';
import type { Datum, FacilityPhase } from './facility.model.ts';

export const facilityPhases = {
  construction: { zh: '在建', en: 'Under construction', tone: 'busy' },
  trial: { zh: '试运营', en: 'Trial operation', tone: 'busy' },
  operation: { zh: '运营', en: 'In operation', tone: 'good' },
  suspended: { zh: '停业', en: 'Suspended', tone: 'warn' },
  withdrawn: { zh: '撤销', en: 'Withdrawn', tone: 'bad' },
} as const satisfies Record<FacilityPhase, Words & { tone: string }>;

export const datumWords: Readonly<Record<Datum, Words>> = {
  CGCS2000: { zh: '国家大地坐标系 CGCS2000', en: 'CGCS2000' },
  WGS84: { zh: '手机定位 WGS84', en: 'WGS84 (phones)' },
  GCJ02: { zh: '国内地图 GCJ-02', en: 'GCJ-02 (Chinese maps)' },
};

export const facilityEvents: Readonly<Record<string, Words>> = {
  'facility.registered': { zh: '登记站点', en: 'Facility registered' },
  'facility.amended': { zh: '修改站点信息', en: 'Facility amended' },
  'facility.phase-changed': { zh: '变更阶段', en: 'Phase changed' },
};

export const facilityRefusals = {
  'facility.not-found': {
    zh: '没有这个站点，或不属于贵单位。请从站点列表进入。',
    en: 'There is no such facility of yours. Open it from the list.',
  },
  'facility.not-permitted': {
    zh: '站点由领导小组办公室或商务局登记和变更。',
    en: 'The office or the commerce bureau keeps the facilities.',
  },
  'facility.id-taken': {
    zh: '这个站点已经登记，不必重复提交。',
    en: 'This facility is registered already; nothing more to do.',
  },
  'facility.number-taken': {
    zh: '站点编号“{number}”已被使用。',
    en: 'The number “{number}” is in use.',
  },
  'facility.changed-meanwhile': {
    zh: '他人已于此前修改（现为第 {version} 次记录）。',
    en: 'Somebody else changed it first (now record version {version}).',
  },
  'facility.agreement-unknown': {
    zh: '没有这份合同，请从列表选择。',
    en: 'There is no such contract. Choose one from the list.',
  },
  'facility.agreement-ended': {
    zh: '合同已不在履行中，不能再登记站点。',
    en: 'The contract is no longer in force, so no facility can be added to it.',
  },
  'facility.outside-agreement': {
    zh: '合同的监管内容（{areas}）不包括{kind}。',
    en: 'The contract covers {areas}, not a {kind}.',
    next: { zh: '选择相应的合同，或先签订补充协议。', en: 'Choose the right contract, or amend it first.' },
  },
  'facility.before-agreement': {
    zh: '开工日期不得早于合同签订日期（{signedOn}）。',
    en: 'Construction cannot begin before the contract was signed ({signedOn}).',
  },
  'facility.in-future': {
    zh: '日期不能晚于今天（{todayOn}）：登记已经发生的事。',
    en: 'The day cannot lie after today ({todayOn}): register what has happened.',
  },
  'facility.village-unknown': {
    zh: '没有代码为 {villageCode} 的村（社区）；代码应为本县（{jurisdiction}）的十二位区划代码。',
    en: 'There is no village with the code {villageCode}; it must be a twelve-digit code of this county ({jurisdiction}).',
    next: { zh: '从列表选择村（社区）。', en: 'Choose the village from the list.' },
  },
  'facility.village-name-required': {
    zh: '本县没有内置村名录，请填写村名和乡镇名。',
    en: 'No list of villages ships for this county: give the names of village and town.',
  },
  'facility.position-incomplete': {
    zh: '位置须同时有纬度、经度和坐标系，或都不填。',
    en: 'A position needs latitude, longitude and datum, or none of them.',
  },
  'facility.withdrawn-for-good': {
    zh: '站点已撤销，不能再变更。重建的按新站点登记。',
    en: 'The facility is withdrawn for good. One built anew is registered anew.',
  },
  'facility.wrong-phase': {
    zh: '不能由“{phase}”转为“{next}”。',
    en: 'A facility cannot go from “{phase}” to “{next}”.',
  },
  'facility.phase-before-last': {
    zh: '日期应晚于上一阶段的开始日期（{lastOn}）。',
    en: 'The day must lie after the last phase began ({lastOn}).',
  },
  'facility.reason-required': {
    zh: '转为“{next}”须写明原因（至少四个字）。',
    en: 'Going to “{next}” needs its reason, in four characters at least.',
  },
} as const;

export const words = {
  facilities: { zh: '站点与中心', en: 'Facilities' },
  facility: { zh: '站点', en: 'Facility' },
  none: { zh: '尚无站点。先登记合同，再登记站点。', en: 'No facilities yet. Register a contract first.' },
  noneOfAgreement: { zh: '本合同尚无站点。', en: 'This contract has no facilities yet.' },
  register: { zh: '登记站点', en: 'Register a facility' },
  allFacilities: { zh: '查看全部站点', en: 'See all facilities' },
  amend: { zh: '修改站点信息', en: 'Amend the facility' },
  kind: { zh: '类型', en: 'Kind' },
  number: { zh: '编号', en: 'Number' },
  name: { zh: '名称', en: 'Name' },
  town: { zh: '乡镇', en: 'Town' },
  village: { zh: '村（社区）', en: 'Village' },
  villageCode: { zh: '村级区划代码', en: 'Village code' },
  villageName: { zh: '村（社区）名称', en: 'Name of the village' },
  townName: { zh: '乡镇名称', en: 'Name of the town' },
  address: { zh: '地址', en: 'Address' },
  headName: { zh: '负责人', en: 'Head' },
  headPhone: { zh: '负责人电话', en: 'Telephone of the head' },
  masked: { zh: '已脱敏', en: 'masked' },
  position: { zh: '位置', en: 'Position' },
  latitude: { zh: '纬度', en: 'Latitude' },
  longitude: { zh: '经度', en: 'Longitude' },
  datum: { zh: '坐标系', en: 'Datum' },
  agreement: { zh: '所属合同', en: 'Contract' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  phase: { zh: '阶段', en: 'Phase' },
  phases: { zh: '阶段沿革', en: 'Phases' },
  fromOn: { zh: '自何日起', en: 'From' },
  untilOn: { zh: '至何日', en: 'Until' },
  toDate: { zh: '至今', en: 'to date' },
  phaseReason: { zh: '原因', en: 'Reason' },
  constructionStartedOn: { zh: '开工日期', en: 'Construction began' },
  operationStartedOn: { zh: '运营之日', en: 'Operation began' },
  watched: { zh: '监管情况', en: 'Supervision' },
  itsObligations: { zh: '监管义务', en: 'Its obligations' },
  itsInspections: { zh: '监督检查', en: 'Its inspections' },
  itsFindings: { zh: '检查发现的问题', en: 'Findings made there' },
  operationHint: {
    zh: '运营检查的季度从运营之日算起，此后不再改变。',
    en: 'Operating quarters are counted from this day, which never changes.',
  },
  notYet: { zh: '尚未运营', en: 'Not yet' },
  changePhase: { zh: '变更阶段', en: 'Change the phase' },
  changePhaseMeans: {
    zh: '应做的检查随阶段而变；首次转为运营的日期即运营之日，以后不再改变。停业、撤销须写明原因，撤销后不能恢复。',
    en: 'What must be inspected follows the phase. The first day of operation is kept for good. Suspending and withdrawing need a reason; withdrawing is final.',
  },
  nextPhase: { zh: '转为', en: 'Next phase' },
  reason: { zh: '修改原因', en: 'Reason' },
  search: { zh: '编号、名称、村、乡镇', en: 'Number, name, village or town' },
} as const;
