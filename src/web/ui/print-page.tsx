import { PrinterOutlined } from '@ant-design/icons';
import { useIsFetching } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '#web/language.tsx';
import { usePageTitle } from '#web/routing.tsx';
import { uiWords } from '#web/ui.words.ts';

/** A page made for paper: on screen a sheet with a print button, on paper nothing but the sheet. */
export function PrintPage({
  title,
  acts,
  children,
}: {
  readonly title: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useWords();
  usePageTitle(title);
  // Half a ledger on paper looks like a whole one.
  const reading = useIsFetching() > 0;
  return (
    <div className={reading ? 'page print-page unfinished' : 'page print-page'}>
      <div className="page-acts no-print">
        {acts}
        <Button icon={<PrinterOutlined />} disabled={reading} onClick={() => window.print()}>
          {t(reading ? uiWords.loading : uiWords.print)}
        </Button>
      </div>
      {reading ? <p className="only-print">{t(uiWords.loading)}</p> : null}
      <article className="sheet">
        <h1>{title}</h1>
        {children}
      </article>
    </div>
  );
}
