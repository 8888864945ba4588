import type { InferContractRouterInputs } from '@orpc/contract';
import type { DrawView, drawContract } from '#features/draw/draw.contract.ts';
import { commitmentOf } from '#features/draw/draw.proof.rules.ts';
import { villagesOf } from '#platform/places.ts';
import { sha256Hex } from '#platform/secrets.ts';
import type { Baseline } from './baseline.ts';
import { constructionFrom } from './baseline.ts';
import type { County, Somebody } from './world.ts';

type Inputs = InferContractRouterInputs<typeof drawContract>;

/** Stations under construction, by turns of the first contractor and of the rival, in several towns. */
export async function someStations(county: County, baseline: Baseline, count: number): Promise<string[]> {
  const known = villagesOf(county.pack.jurisdiction);
  const villages = known ? [...known.values()] : inventedVillages(county.pack.jurisdiction);
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    // Far apart in the list, so that they lie in several towns.
    const village = villages[(20 + at * 17) % villages.length];
    if (!village) throw new Error('the list of villages is missing');
    const { facility } = await county.people.office.api.facility.register({
      agreementId: at % 2 === 0 ? baseline.agreementId : baseline.rivalAgreementId,
      kind: 'village-station',
      number: `S-${String(at + 1).padStart(3, '0')}`,
      name: `${village.name}电商服务站（示例）`,
      villageCode: village.code,
      villageName: village.name,
      townName: village.townName,
      address: '示例路1号',
      headName: null,
      headPhone: null,
      latitude: null,
      longitude: null,
      datum: null,
      constructionStartedOn: constructionFrom,
    });
    ids.push(facility.id);
  }
  return ids;
}

const inventedVillages = (jurisdiction: string) =>
  Array.from({ length: 100 }, (_, at) => ({
    code: `${jurisdiction}${101 + Math.floor(at / 20)}${String((at % 20) + 1).padStart(3, '0')}`,
    name: `示例${at + 11}村`,
    townName: `示例${'东南西北中'[Math.floor(at / 20)]}镇`,
  }));

export const drawWanted = (county: County, over: Partial<Inputs['prepare']> = {}): Inputs['prepare'] => {
  const { people, organisations } = county;
  return {
    title: '村级站点抽查',
    period: 'current',
    kinds: ['village-station'],
    phases: ['construction', 'operation'],
    towns: [],
    size: { count: 4 },
    allocation: 'largest-remainder',
    weighted: false,
    places: { lead: 1, member: 1, 'third-party': 0 },
    loadMax: 4,
    inspectorIds: [people.lead.id, people.inspector.id, people.second.id, people.third.id],
    partyIds: [organisations.bureau, organisations.finance, organisations.audit],
    publicValue: { name: '上证指数收盘', source: '上海证券交易所网站，两位小数', on: '2026-04-20' },
    revealUntilOn: '2026-04-15',
    redraw: null,
    ...over,
  };
};

export const aPreparedDraw = (county: County, over: Partial<Inputs['prepare']> = {}): Promise<DrawView> =>
  county.people.office.api.draw.prepare(drawWanted(county, over));

/** Who commits for each party of the usual draw. */
export const partiesOf = ({ people }: County): readonly Somebody[] => [
  people.lead,
  people.finance,
  people.auditor,
];

/** The same for the same party and draw, so that a story can reveal what it committed to. */
export const secretOf = (draw: DrawView, by: Somebody): string =>
  sha256Hex(`${draw.id} ${by.organisationId}`);

export const commitmentBy = (draw: DrawView, by: Somebody, secret = secretOf(draw, by)) => ({
  id: draw.id,
  secret,
  commitment: commitmentOf(
    { draw: draw.id, lists: draw.listsDigest, party: by.organisationId, secret },
    sha256Hex,
  ),
});

export async function aCommittedDraw(
  county: County,
  over: Partial<Inputs['prepare']> = {},
): Promise<DrawView> {
  let draw = await aPreparedDraw(county, over);
  for (const by of partiesOf(county)) draw = await by.api.draw.commit(commitmentBy(draw, by));
  return draw;
}

export async function aRevealedDraw(
  county: County,
  over: Partial<Inputs['prepare']> = {},
): Promise<DrawView> {
  let draw = await aCommittedDraw(county, over);
  for (const by of partiesOf(county))
    draw = await by.api.draw.reveal({ id: draw.id, secret: secretOf(draw, by) });
  return draw;
}

/** The value is entered on its day; the clock stays there. */
export async function aValuedDraw(county: County, over: Partial<Inputs['prepare']> = {}, value = '3484.39') {
  const draw = await aRevealedDraw(county, over);
  county.at(draw.publicValue.on);
  return county.people.office.api.draw.enterValue({ id: draw.id, basedOn: draw.version, value });
}

export async function aDrawnDraw(county: County, over: Partial<Inputs['prepare']> = {}) {
  const draw = await aValuedDraw(county, over);
  return county.people.leader.api.draw.draw({ id: draw.id, basedOn: draw.version });
}
