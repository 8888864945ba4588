import type { InferContractRouterInputs } from '@orpc/contract';
import { granted } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { packFileOf, readLayers } from '#platform/rule-packs.ts';
import type { regimeContract, ValueView } from './regime.contract.ts';
import { at } from './regime.faults.pack.model.ts';
import type { Basis, RulePack, Words } from './regime.model.ts';
import { clauseOf, isLocalSupplement } from './regime.rules.ts';
import { loadedRegimes, regimeOn } from './regime.service.ts';
import { type PackValue, packValuesOn } from './regime.values.rules.ts';

type Inputs = InferContractRouterInputs<typeof regimeContract>;

export async function handleValues(call: Call, input: Inputs['values']) {
  const on = input.on === undefined ? today(call) : plainDate(input.on);
  const { pack, hash, fromOn } = await regimeOn(call, on.toString());
  const { layers, origins } = layersOf(pack);
  return granted({
    on: on.toString(),
    inForceFrom: pack.inForceFrom,
    name: pack.name,
    version: pack.version,
    hash,
    comesOn: fromOn > today(call).toString() ? fromOn : null,
    layers: [...layers],
    values: packValuesOn(pack, on).map((value) => valueView(pack, value, origins.get(value.key) ?? [])),
  });
}

function valueView(pack: RulePack, value: PackValue, said: readonly Said[]): ValueView {
  const { key, group, owner, name, unit, retiredOn, inForce, history } = value;
  const [uppermost, ...under] = said;
  return {
    key,
    group,
    owner,
    name,
    unit,
    retiredOn,
    inForce: inForce && {
      value: inForce.value,
      from: inForce.from,
      until: inForce.until,
      mark: isLocalSupplement(inForce.basis) ? 'local-supplement' : 'text',
      sources: inForce.basis.map((one) => sourceOf(pack, one)),
    },
    history: [...history],
    said: uppermost ? { layer: uppermost.layer, line: uppermost.line } : null,
    overrides: under,
  };
}

function sourceOf(pack: RulePack, { clause, mark, instrument, article, quote, note }: Basis) {
  const cited = clauseOf(pack, clause);
  return {
    clauseId: clause,
    clauseNumber: cited.number,
    clauseInstrument: cited.instrument ?? null,
    mark,
    instrument: instrument ?? null,
    article: article ?? null,
    quote: quote ?? null,
    note: note ?? null,
  };
}

type Said = {
  readonly layer: string;
  readonly line: number;
  readonly value: number | null;
  readonly from: string | null;
};
type LayerView = {
  readonly id: string;
  readonly level: 'national' | 'province' | 'county';
  readonly name: Words;
  readonly version: string;
  readonly file: string;
};
type Layers = {
  readonly layers: readonly LayerView[];
  readonly origins: ReadonlyMap<string, readonly Said[]>;
};

const read = new Map<string, Layers>();

/** Read once when it is first asked for: a start has no use for lines. A pack that is no file has no layers. */
function layersOf(pack: RulePack): Layers {
  const known = read.get(`${pack.id} ${pack.version}`);
  if (known) return known;
  const made = isOfItsFile(pack) ? readOrigins(pack) : { layers: [], origins: new Map() };
  read.set(`${pack.id} ${pack.version}`, made);
  return made;
}

/** Lines are told of the text that is in the file: of a version that was kept, the file says something else. */
const isOfItsFile = (pack: RulePack): boolean =>
  loadedRegimes().some((regime) => regime.pack.id === pack.id && regime.pack.version === pack.version);

function readOrigins(pack: RulePack): Layers {
  const { layers, composed } = readLayers(packFileOf(pack.id));
  const sources = new Map(layers.map(({ id, source }) => [id, source]));
  const origins = new Map(
    packValuesOn(pack, plainDate(pack.inForceFrom)).map(({ key, path }): [string, readonly Said[]] => {
      // The words and the unit of a value may come from another layer than its figures: those are what is asked for.
      const figures = at(composed.data, [...path, 'values']) === undefined ? path : [...path, 'values'];
      const said = composed.originsOf(figures).flatMap(({ layer, path: own }): Said[] => {
        const source = sources.get(layer);
        if (!source) return [];
        const newest = at(source.data, [...own, 0, 'value']) ?? at(source.data, own);
        const from = at(source.data, [...own, 0, 'from']);
        return [
          {
            layer,
            line: source.locate(own, 'key').line,
            value: typeof newest === 'number' ? newest : null,
            from: typeof from === 'string' ? from : null,
          },
        ];
      });
      return [key, said];
    }),
  );
  return {
    layers: layers.map(({ id, source }) => ({
      id,
      level: at(source.data, ['level']) as LayerView['level'],
      name: at(source.data, ['name']) as Words,
      version: String(at(source.data, ['version'])),
      file: source.name,
    })),
    origins,
  };
}
