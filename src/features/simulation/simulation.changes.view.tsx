import { useWords } from '#web/language.tsx';
import { asIs } from '#web/told.ts';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';
import type { SimulationView } from './simulation.contract.ts';
import { ruleKinds } from './simulation.model.ts';
import { isOfRules, type RuleView, type Said, type Side, turnOf, useSaid } from './simulation.said.view.tsx';
import { ClauseOf, Turn } from './simulation.why.view.tsx';
import { kindWords, turnWords, words } from './simulation.words.ts';

/** So many of one kind stand open at once; more are folded away behind their number. */
const openMost = 8;

/** What the rules themselves say differently, kind by kind: what is new, what is gone, and both values of what is changed. */
export function RuleChanges({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const said = useSaid(view);
  const all = view.differences.filter(isOfRules);
  return (
    <Section words={asIs(t(words.rulesDiffer, { count: all.length }))}>
      {all.length === 0 ? <p className="soft">{t(words.rulesSame)}</p> : null}
      {ruleKinds.map((kind) => (
        <OfKind key={kind} kind={kind} all={all.filter((one) => one.kind === kind)} said={said} />
      ))}
      {all.length > 0 ? <p className="soft small">{t(words.rulesDifferMeans)}</p> : null}
    </Section>
  );
}

function OfKind({
  kind,
  all,
  said,
}: {
  readonly kind: RuleView['kind'];
  readonly all: readonly RuleView[];
  readonly said: Said;
}) {
  const t = useWords();
  if (all.length === 0) return null;
  const turns = (['new', 'gone', 'changed'] as const).flatMap((turn) => {
    const count = all.filter((one) => turnOf(one) === turn).length;
    return count > 0 ? [t(words.countedKind, { kind: t(turnWords[turn]), count })] : [];
  });
  return (
    <details className="simulation-kind simulation-differences" open={all.length <= openMost}>
      <summary>
        {t(kindWords[kind])} <span className="soft">{turns.join(t(words.listComma))}</span>
      </summary>
      <Rows
        items={all}
        caption={kindWords[kind]}
        rowKey={({ subject }) => subject.id}
        columns={[
          { key: 'rule', words: words.rule, value: said.subject, narrow: 'title' },
          { key: 'turn', words: words.change, value: (one) => <Turn of={one} />, narrow: 'tag' },
          ...(['a', 'b'] as const).map((side) => ({
            key: side,
            words: words[side],
            value: (one: RuleView) => <Stands of={one} side={side} said={said} />,
          })),
        ]}
      />
    </details>
  );
}

/** What one side says, and where it says so. */
function Stands({ of, side, said }: { readonly of: RuleView; readonly side: Side; readonly said: Said }) {
  const [why] = said.whys(of, side);
  return (
    <>
      <span className={of[side].stands ? undefined : 'soft'}>{said.value(of, side)}</span>{' '}
      {why?.localSupplement ? <Mark words={uiWords.localSupplement} /> : null}
      {why?.clause ? (
        <details className="simulation-why">
          <summary>{why.clause.number}</summary>
          <ClauseOf why={why} />
        </details>
      ) : null}
    </>
  );
}
