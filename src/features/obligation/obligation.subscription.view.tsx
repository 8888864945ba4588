import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { announce } from '#web/announce.tsx';
import { apiOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { Act } from '#web/ui/act.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { calendarWords as words } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';

const api = apiOf<typeof obligationContract>('obligation');
const queries = queriesOf<typeof obligationContract>('obligation');

/** 日历订阅: the address is shown once, beside the button that made it. */
export function Subscription() {
  const t = useWords();
  const { instant } = useFormat();
  const [address, setAddress] = useState<string>();
  const query = useQuery(queries.subscription.queryOptions({ input: {} }));
  return (
    <div className="subscription">
      <Section words={words.subscription}>
        <p className="soft">{t(words.subscriptionMeans)}</p>
        <Loaded query={query}>
          {({ open, may }) => (
            <>
              {address ? <Address of={address} /> : null}
              <p>{open ? t(words.since, { openedAt: instant(open.openedAt) }) : t(words.notYet)}</p>
              <div className="page-acts">
                <Subscribe key={open?.id ?? 'none'} again={open !== null} may={may} told={setAddress} />
                {open ? (
                  <Act
                    name="revoke"
                    may={may}
                    words={words.revoke}
                    consequence={words.revokeMeans}
                    danger
                    perform={async (_, _id) => {
                      await api.revokeSubscription({ id: open.id, basedOn: open.version });
                      setAddress(undefined);
                    }}
                  />
                ) : null}
              </div>
            </>
          )}
        </Loaded>
      </Section>
    </div>
  );
}

function Subscribe({
  again,
  may,
  told,
}: {
  readonly again: boolean;
  readonly may: Readonly<Record<string, boolean>>;
  readonly told: (address: string) => void;
}) {
  const { language } = useLanguage();
  return (
    <Act
      name="subscribe"
      may={may}
      words={again ? words.makeAgain : words.make}
      consequence={words.makeMeans}
      perform={async (_, id) => {
        const { path } = await api.subscribe({ id, language: language.startsWith('zh') ? 'zh-CN' : 'en-US' });
        told(new URL(path, window.location.href).href);
      }}
    />
  );
}

function Address({ of }: { readonly of: string }) {
  const t = useWords();
  return (
    <div className="subscription-address">
      <label htmlFor="calendar-address">{t(words.address)}</label>
      <div>
        <Input id="calendar-address" value={of} readOnly onFocus={(event) => event.target.select()} />
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(of);
            announce(t(words.copied));
          }}
        >
          {t(words.copy)}
        </Button>
      </div>
    </div>
  );
}
