import { PrinterOutlined } from '@ant-design/icons';
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
  return (
    <div className="page print-page">
      <div className="page-acts no-print">
        {acts}
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t(uiWords.print)}
        </Button>
      </div>
      <article className="sheet">
        <h1>{title}</h1>
        {children}
      </article>
    </div>
  );
}
