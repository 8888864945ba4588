import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows, type Tools } from '#web/ui/rows.tsx';
import { areaWords } from '../regime/regime.words.ts';
import type { OutcomeView, SimulationView } from './simulation.contract.ts';
import { words } from './simulation.words.ts';

type Payable = OutcomeView['payable'][number];

/** What of the unpaid instalments may be paid under either regime, and the bounds on what goes where. */
export function Money({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const others = new Map(view.b.payable.map((one) => [one.instalmentId, one]));
  const rows = view.a.payable.map((a) => ({ a, b: others.get(a.instalmentId) ?? a }));
  return (
    <Section words={words.money}>
      <Rows
        items={rows}
        caption={words.money}
        empty={words.noInstalments}
        rowKey={({ a }) => a.instalmentId}
        open={({ a }) => `/disbursement/${a.instalmentId}`}
        columns={[
          { key: 'label', words: words.instalment, value: ({ a }) => a.label, narrow: 'title' },
          {
            key: 'amount',
            words: words.amount,
            value: ({ a }, { yuan }) => yuan(a.amountFen),
            align: 'right',
          },
          { key: 'a', words: words.a, value: ({ a }) => <Paid of={a} /> },
          { key: 'b', words: words.b, value: ({ b }) => <Paid of={b} /> },
        ]}
      />
      <p className="soft small">{t(words.moneyMeans)}</p>
      <Bounds
        title={words.caps}
        none={words.noCap}
        a={capsOf(view.a)}
        b={capsOf(view.b)}
        binding={(fen) => Math.min(...fen)}
        broken={(contracted, fen) => contracted > fen}
      />
      <Bounds
        title={words.floors}
        none={words.noFloor}
        a={floorsOf(view.a)}
        b={floorsOf(view.b)}
        binding={(fen) => Math.max(...fen)}
        broken={(contracted, fen) => contracted < fen}
      />
    </Section>
  );
}

function Paid({ of }: { readonly of: Payable }) {
  const t = useWords();
  const { yuan } = useFormat();
  return (
    <>
      {of.hardStop ? <span className="bad">{t(words.wholeStopped)}</span> : yuan(of.payableFen)}
      {of.failing.length > 0 ? (
        <div className="soft small">
          {t(words.unmetSaid, { conditions: of.failing.map(({ name }) => t(name)).join(t(words.semicolon)) })}
        </div>
      ) : null}
    </>
  );
}

type Bound = {
  readonly projectId: string;
  readonly area: OutcomeView['caps'][number]['area'];
  readonly fen: number;
};
type Bounded = Bound & { readonly contractedFen: number; readonly paidFen: number };

/** Of several bounds on one area the one that binds. */
function Bounds({
  title,
  none,
  a,
  b,
  binding,
  broken,
}: {
  readonly title: Words;
  readonly none: Words;
  readonly a: readonly Bounded[];
  readonly b: readonly Bounded[];
  readonly binding: (fen: readonly number[]) => number;
  readonly broken: (contractedFen: number, fen: number) => boolean;
}) {
  const t = useWords();
  const keyOf = ({ projectId, area }: Bound) => `${projectId} ${area}`;
  const rows = [...new Map([...b, ...a].map((bound) => [keyOf(bound), bound]))];
  type Row = (typeof rows)[number];
  const boundOf = (side: readonly Bounded[], key: string) => {
    const own = side.filter((bound) => keyOf(bound) === key).map(({ fen }) => fen);
    return own.length > 0 ? binding(own) : null;
  };
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{t(title)}</h3>
      <Rows
        items={rows}
        caption={title}
        rowKey={([key]) => key}
        columns={[
          { key: 'area', words: words.area, value: ([, { area }]) => t(areaWords[area]), narrow: 'title' },
          {
            key: 'contracted',
            words: words.contracted,
            value: ([, { contractedFen }], { yuan }) => yuan(contractedFen),
            align: 'right',
          },
          {
            key: 'paid',
            words: words.paid,
            value: ([, { paidFen }], { yuan }) => yuan(paidFen),
            align: 'right',
          },
          ...(['a', 'b'] as const).map((side) => ({
            key: side,
            words: words[side],
            value: ([key, { contractedFen }]: Row, { yuan }: Tools) => {
              const fen = boundOf(side === 'a' ? a : b, key);
              if (fen === null) return t(none);
              return <span className={broken(contractedFen, fen) ? 'bad' : undefined}>{yuan(fen)}</span>;
            },
            align: 'right' as const,
          })),
        ]}
      />
    </>
  );
}

const capsOf = ({ caps }: OutcomeView): readonly Bounded[] =>
  caps.map(({ limitFen, ...cap }) => ({ ...cap, fen: limitFen }));
const floorsOf = ({ floors }: OutcomeView): readonly Bounded[] =>
  floors.map(({ floorFen, ...floor }) => ({ ...floor, fen: floorFen }));
