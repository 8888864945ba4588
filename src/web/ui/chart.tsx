import { lazy, type ReactNode, Suspense, useId } from 'react';
import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';
import type { ChartOption } from '#web/ui/chart-canvas.tsx';
import { Placeholder } from '#web/ui/loaded.tsx';
import { uiWords } from '#web/ui.words.ts';

export type { ChartOption } from '#web/ui/chart-canvas.tsx';

// ECharts is fetched when the first chart is shown.
const ChartCanvas = lazy(async () => ({ default: (await import('#web/ui/chart-canvas.tsx')).ChartCanvas }));

export type ChartProps = {
  readonly words: Words;
  /** An ECharts option: line, bar, scatter and pie, with grid, legend, tooltip, marks and data zoom. Colours come from the theme. */
  readonly option: ChartOption;
  readonly height?: number;
  /** The same figures as a table: for those who cannot see the chart, and for those who want the number. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly ReactNode[])[] };
};

/** A chart with its figures beside it as a table. */
export function Chart({ words, option, height = 280, table }: ChartProps) {
  const t = useWords();
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>{t(words)}</figcaption>
      <Suspense fallback={<Placeholder lines={5} />}>
        <ChartCanvas option={option} height={height} name={t(words)} />
      </Suspense>
      <details>
        <summary>{t(uiWords.chartTable)}</summary>
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                {table.head.map((said) => (
                  <th key={said} scope="col">
                    {said}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a figure have no identity but their place
                <tr key={at}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
