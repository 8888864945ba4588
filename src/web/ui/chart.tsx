import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';
import type { ChartOption } from '#web/ui/chart-canvas.tsx';
import { Placeholder } from '#web/ui/loaded.tsx';
import { uiWords } from '#web/ui.words.ts';

export type { ChartOption } from '#web/ui/chart-canvas.tsx';

// ECharts is fetched when the first chart comes near the screen.
const ChartCanvas = lazy(async () => ({ default: (await import('#web/ui/chart-canvas.tsx')).ChartCanvas }));

/** Room for axes and for a legend above; every chart of the product stands alike. */
export const chartGrid = { left: 8, right: 16, top: 40, bottom: 8, containLabel: true };
export const chartLegend = { top: 0, left: 0, icon: 'roundRect', itemWidth: 18, itemHeight: 4 };

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
  const figure = useRef<HTMLElement>(null);
  const near = useNear(figure);
  return (
    <figure className="chart" aria-labelledby={id} ref={figure}>
      <figcaption id={id}>{t(words)}</figcaption>
      <div style={{ minHeight: height }}>
        <Suspense fallback={<Placeholder lines={5} />}>
          {near ? <ChartCanvas option={option} height={height} name={t(words)} /> : null}
        </Suspense>
      </div>
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

/** Whether an element has ever been near the screen. */
function useNear(of: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!of.current) return;
    const watch = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      {
        rootMargin: '200px',
      },
    );
    watch.observe(of.current);
    return () => watch.disconnect();
  }, [of]);
  return near;
}
