import { useQuery } from '@tanstack/react-query';
import { useWords } from '#web/language.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { queries } from './organisation.client.view.tsx';
import { recusalRefusals } from './organisation.interest.words.ts';

/** Why nothing may be done here: the reader has an interest in the contractor. Nothing when there is none. */
export function RecusalNote({ contractorId }: { readonly contractorId: string }) {
  const t = useWords();
  const { data } = useQuery(queries.recusals.queryOptions({ input: {} }));
  const found = data?.items.find((one) => one.contractorId === contractorId);
  if (!found) return null;
  const said = recusalRefusals[found.code];
  return (
    <Notice tone="warn">
      <span>{t(said, found.facts)}</span>
      <span>{t(said.next)}</span>
      <Basis of={found.basis} />
    </Notice>
  );
}
