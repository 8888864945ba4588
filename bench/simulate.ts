// Two regimes over a county of 180 facilities, and over an invented nation of 150,000, county after county.
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { nationOf, nationSize, simulateNation } from '#features/simulation/simulation.nation.rules.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { quantile, say } from './measure.ts';

const year = { fromOn: '2026-01-01', toOn: '2026-12-31' };

export async function benchSimulate(): Promise<void> {
  const calendar = loadWorkCalendar();
  const packOf = (id: string) => {
    const found = loadedRegimes().find(({ pack }) => pack.id === id);
    if (!found) throw new Error(`there is no pack ${id}`);
    return found.pack;
  };
  const [a, b] = [packOf('tongcheng-2021'), packOf('example-jia-2022')];

  const county = [...nationOf(1, { counties: 1, facilities: 180 })];
  const times = Array.from({ length: 20 }, () => {
    const began = performance.now();
    simulateNation(a, b, county, calendar, year);
    return performance.now() - began;
  });
  say(
    `simulate: a county of 180 facilities, two regimes, a year: ${quantile(times, 0.5).toFixed(1)} ms (p50)`,
  );

  for (const counties of [15, 149, nationSize.counties]) {
    const facilities = Math.round((nationSize.facilities / nationSize.counties) * counties);
    const cpu = process.cpuUsage();
    const began = performance.now();
    const outcome = simulateNation(a, b, nationOf(1, { counties, facilities }), calendar, year);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const obligations = outcome.a.obligations + outcome.b.obligations;
    say(
      `simulate: ${outcome.facilities.toLocaleString('en-US')} facilities, ${obligations.toLocaleString('en-US')} obligations: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor, at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    );
  }
}
