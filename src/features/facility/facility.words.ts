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
  'facility.transferred': { zh: '移交接管', en: 'Handed over' },
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
    zh: '站点编号“{number}”已被“{existing}”使用（全角半角、大小写、空格不同也算同一编号）。',
    en: 'The number “{number}” is that of “{existing}”; width, case and blanks make no other number.',
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
    zh: '合同已不在履行中，不能再登记或接管站点。',
    en: 'The contract is no longer in force, so no facility can be added to it.',
  },
  'facility.outside-agreement': {
    zh: '合同的监管内容（{areas}）不包括{kind}。',
    en: 'The contract covers {areas}, not a {kind}.',
    next: { zh: '选择相应的合同，或先签订补充协议。', en: 'Choose the right contract, or amend it first.' },
  },
  'facility.before-agreement': {
    zh: '日期不得早于合同签订日期（{signedOn}）。',
    en: 'The day cannot lie before the contract was signed ({signedOn}).',
  },
  'facility.village-has-station': {
    zh: '这个村已有站点：{number} {name}。一个行政村一般只支持一个站点。',
    en: 'The village has a station already: {number} {name}. A village is supported once as a rule.',
    next: {
      zh: '确需再设的，请在“同村再设站点的理由”中写明后再登记；原站点已停办的，先办理撤销。',
      en: 'If another is needed, say why in the field for it, then register; if the former has closed, withdraw it first.',
    },
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
  'facility.position-nowhere': {
    zh: '纬度 0、经度 0 是设备没有定位时的默认值，不是站点的位置。',
    en: 'Latitude 0, longitude 0 is what a device says that knows nothing; no facility is there.',
    next: { zh: '请填写实际位置，或先不填。', en: 'Give the true position, or none for now.' },
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
  'facility.held-already': {
    zh: '站点现在就属于合同 {number}，不必移交。',
    en: 'The facility stands under contract {number} already.',
  },
  'facility.other-programme': {
    zh: '合同 {number} 属于另一个项目，不能接管本项目建设的站点。',
    en: 'Contract {number} belongs to another programme and cannot take over what this one built.',
    next: { zh: '选择同一项目的合同。', en: 'Choose a contract of the same programme.' },
  },
  'facility.contractor-disqualified': {
    zh: '合同 {number} 的承办企业已被取消承办资格，不能接管站点。',
    en: 'The contractor of contract {number} is disqualified and cannot take a facility over.',
  },
  'facility.holding-before-last': {
    zh: '接管日期应晚于上一次移交或开工的日期（{lastOn}）。',
    en: 'The day must lie after the last hand-over, or the beginning of construction ({lastOn}).',
  },
  'facility.visit-planned': {
    zh: '{plannedOn} 的监督检查（{number}）是针对现承办企业安排的，尚未提交记录。',
    en: 'A visit planned for {plannedOn} ({number}) was composed for the present contractor and is not handed in yet.',
    next: {
      zh: '已经检查的，先提交记录；尚未检查的，先取消，移交后重新安排。',
      en: 'Hand it in if it took place; otherwise cancel it and plan it anew after the hand-over.',
    },
  },
  'facility.paper-required': {
    zh: '移交须附双方签字盖章的移交接收单等证明材料。',
    en: 'A hand-over needs the paper that proves it, signed by both sides.',
  },
  'facility.paper-unknown': {
    zh: '所附材料不存在，或不是监管单位上传的，请重新上传。',
    en: 'The paper is not there, or was not uploaded by the supervision. Upload it again.',
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
  heads: { zh: '历任负责人', en: 'Heads, one after the other' },
  since: { zh: '登记时间', en: 'Entered' },
  secondReason: { zh: '同村再设站点的理由', en: 'Why a second station in the village' },
  secondReasonHint: { zh: '村里已有站点时填写', en: 'Only where the village has one already' },
  headPhone: { zh: '负责人电话', en: 'Telephone of the head' },
  masked: { zh: '已脱敏', en: 'masked' },
  position: { zh: '位置', en: 'Position' },
  latitude: { zh: '纬度', en: 'Latitude' },
  astray: {
    zh: '离本县其他站点很远，请核对纬度、经度和坐标系',
    en: 'far from the county’s other facilities: check latitude, longitude and datum',
  },
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
  holdings: { zh: '承办沿革', en: 'Contractors in succession' },
  holdingsHint: {
    zh: '检查到期之日由谁承办，义务就归谁；移交前查出的问题仍由原承办企业整改。',
    en: 'A visit concerns whoever holds the facility on the day it is due; what was found before a hand-over stays with the former contractor to rectify.',
  },
  transfer: { zh: '移交接管', en: 'Hand over' },
  transferMeans: {
    zh: '自接管之日起，到期的检查归新的承办企业；此前查出的问题、督办函和整改仍归原承办企业。移交记录不能撤回，只能再次移交。',
    en: 'From that day visits that fall due concern the new contractor; findings, letters and rectifications of before stay with the former one. A hand-over cannot be taken back, only followed by another.',
  },
  takenOverBy: { zh: '接管合同', en: 'Contract that takes over' },
  takenOverFrom: { zh: '接管之日', en: 'From this day' },
  handOverPapers: { zh: '移交接收单', en: 'Hand-over papers' },
  handOverReason: { zh: '移交原因', en: 'Why it was handed over' },
  handedOver: { zh: '已移交', en: 'Handed over' },
  handedOverOn: { zh: '移交之日', en: 'Handed over' },
  firstHolding: { zh: '登记时的承办企业', en: 'Contractor at registration' },
  anotherContract: { zh: '其他承办企业的合同', en: 'Another contractor’s contract' },
  reason: { zh: '修改原因', en: 'Reason' },
  search: { zh: '编号、名称、村、乡镇', en: 'Number, name, village or town' },
} as const;
