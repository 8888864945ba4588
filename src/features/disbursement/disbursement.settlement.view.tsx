import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Act } from '#web/ui/act.tsx';
import { Field, Lines, useFieldValue } from '#web/ui/field.tsx';
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
      {dueFen < grossFen - earlierFen ? (
        <p className="soft">{t(words.settledRest, { restFen: grossFen - earlierFen - dueFen })}</p>
      ) : null}
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
  by: {
    kind: 'unit-price' | 'reimbursement';
    unitPriceId?: string;
    lineKey?: string;
    investmentFen?: number;
  };
  note: string;
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
      {...(settleBy.kinds.length === 1 && settleBy.kinds[0]
        ? { initial: { by: { kind: settleBy.kinds[0] } } }
        : {})}
      perform={({ note, by: { kind, unitPriceId = '', lineKey = '', investmentFen = 0 } }) =>
        api.settle({
          id: instalment.id,
          basedOn: instalment.version,
          by: kind === 'unit-price' ? { kind, unitPriceId, lineKey } : { kind, investmentFen },
          note,
        })
      }
    >
      <Field name={['by', 'kind']} words={words.settleKind} required>
        <Choice words={kinds} />
      </Field>
      <ByKind detail={detail} />
      <Field name="note" words={words.settleNote} required hint={words.settleNoteHint}>
        <Lines rows={3} maxLength={2000} />
      </Field>
    </Act>
  );
}

function ByKind({ detail }: { readonly detail: Detail }) {
  const t = useWords();
  const { yuan, number } = useFormat();
  const kind = useFieldValue<Asked['by']['kind']>(['by', 'kind']);
  const { prices, lines } = detail.settleBy;
  if (kind === 'reimbursement')
    return (
      <Field
        name={['by', 'investmentFen']}
        words={words.settleInvestment}
        required
        hint={words.settleInvestmentHint}
      >
        <MoneyInput />
      </Field>
    );
  if (kind !== 'unit-price') return null;
  return (
    <>
      <Field name={['by', 'unitPriceId']} words={words.settlePrice} required>
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
      <Field name={['by', 'lineKey']} words={words.settleLine} required hint={words.settleLineHint}>
        <Pick
          of={`settle-lines-${detail.instalment.id}`}
          load={async () =>
            lines.map(({ lineKey, content, unit, total }) => ({
              value: lineKey,
              label:
                total === null
                  ? t(words.lineNothing, { content })
                  : t(words.lineTotal, { content, total: number(total), unit }),
            }))
          }
        />
      </Field>
    </>
  );
}
