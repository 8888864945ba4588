import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Act } from '#web/ui/act.tsx';
import { Field, useFieldValue } from '#web/ui/field.tsx';
import { Choice, Pick } from '#web/ui/form-page.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { api, type Detail } from './disbursement.api.view.tsx';
import { settlementKinds, words } from './disbursement.words.ts';

/** What the instalment was settled at, as a sum. */
export function Settlement({ of }: { readonly of: Detail['settlement'] }) {
  const t = useWords();
  const { instant, percent, number } = useFormat();
  if (!of) return null;
  const { price, quantity, unitFen, investmentFen, share, grossFen, earlierFen, dueFen } = of;
  return (
    <Section words={words.settlement}>
      <p>
        {of.kind === 'unit-price'
          ? t(words.settledByUnit, {
              quantity: number(quantity ?? 0),
              unit: price ? t(price.unit) : '',
              unitFen: unitFen ?? 0,
              grossFen,
              earlierFen,
              dueFen,
            })
          : t(words.settledByInvestment, {
              investmentFen: investmentFen ?? 0,
              share: percent(share ?? 0),
              grossFen,
              earlierFen,
              dueFen,
            })}
      </p>
      <FactGrid
        of={[
          { words: words.settle, value: t(words.byAt, { name: of.settledBy, at: instant(of.settledAt) }) },
          { words: words.reasons, value: of.note, wide: true },
        ]}
      />
    </Section>
  );
}

type Asked = {
  kind: 'unit-price' | 'reimbursement';
  unitPriceId?: string;
  lineKey?: string;
  investmentFen?: number;
};

/** 商务局 settles by what the pack allows; nothing is shown where it pays by shares of the contract. */
export function SettleAct({ detail }: { readonly detail: Detail }) {
  const { instalment, settleBy } = detail;
  const kinds = Object.fromEntries(
    settleBy.kinds.map((kind) => [kind, settlementKinds[kind]]),
  ) as typeof settlementKinds;
  return (
    <Act<Asked>
      name="settle"
      may={instalment.may}
      words={words.settle}
      consequence={words.settleMeans}
      reason
      perform={({ reason, kind, unitPriceId = '', lineKey = '', investmentFen = 0 }) =>
        api.settle({
          id: instalment.id,
          basedOn: instalment.version,
          by: kind === 'unit-price' ? { kind, unitPriceId, lineKey } : { kind, investmentFen },
          note: reason,
        })
      }
    >
      <Field name="kind" words={words.settleKind} required>
        <Choice words={kinds} />
      </Field>
      <ByKind detail={detail} />
    </Act>
  );
}

function ByKind({ detail }: { readonly detail: Detail }) {
  const t = useWords();
  const { yuan } = useFormat();
  const kind = useFieldValue<Asked['kind']>('kind');
  const { prices, lines } = detail.settleBy;
  if (kind === 'reimbursement')
    return (
      <Field name="investmentFen" words={words.settleInvestment} required>
        <MoneyInput />
      </Field>
    );
  if (kind !== 'unit-price') return null;
  return (
    <>
      <Field name="unitPriceId" words={words.settlePrice} required>
        <Pick
          of="unit-prices"
          load={async () =>
            prices.map(({ id, name, unit, fen }) => ({
              value: id,
              label: `${t(name)} ${yuan(fen)}/${t(unit)}`,
            }))
          }
        />
      </Field>
      <Field name="lineKey" words={words.settleLine} required>
        <Pick
          of={`settle-lines-${detail.instalment.id}`}
          load={async () => lines.map(({ lineKey, content }) => ({ value: lineKey, label: content }))}
        />
      </Field>
    </>
  );
}
