// Writes rule-packs/calendars.yaml from chinese-days (MIT), which was compared day by day with the notices of 2014–2026.
// A newly announced year: raise the package, add its notice below, run `node scripts/make-calendars.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Source = { holidays: Record<string, string>; workdays: Record<string, string> };

const annual = (year: number, number: string) => `国务院办公厅关于${year}年部分节假日安排的通知（${number}）`;

const notices: Readonly<Record<number, readonly string[]>> = {
  2014: [annual(2014, '国办发明电〔2013〕28号')],
  2015: [
    annual(2015, '国办发明电〔2014〕28号'),
    '国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知（国发明电〔2015〕1号）',
  ],
  2016: [annual(2016, '国办发明电〔2015〕18号')],
  2017: [annual(2017, '国办发明电〔2016〕17号')],
  2018: [annual(2018, '国办发明电〔2017〕12号'), annual(2019, '国办发明电〔2018〕15号')],
  2019: [
    annual(2019, '国办发明电〔2018〕15号'),
    '国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）',
  ],
  2020: [
    annual(2020, '国办发明电〔2019〕16号'),
    '国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）',
  ],
  2021: [annual(2021, '国办发明电〔2020〕27号')],
  2022: [annual(2022, '国办发明电〔2021〕11号'), annual(2023, '国办发明电〔2022〕16号')],
  2023: [annual(2023, '国办发明电〔2022〕16号')],
  2024: [annual(2024, '国办发明电〔2023〕7号')],
  2025: [annual(2025, '国办发明电〔2024〕12号')],
  2026: [annual(2026, '国办发明电〔2025〕7号')],
};

const header = `# Working days of China: the State Council's yearly notices on holidays and make-up workdays (调休).
# Made by scripts/make-calendars.ts; days stand under the year they fall in. A year that is not here is not announced:
# deadlines that reach into it are provisional (暂定). The notice for the next year, out in the last quarter, may still
# take or give days at the very end of December (as in 2018), so it is imported as soon as it is published.
years:
`;

const source: Source = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
);

const yearText = ([year, ofYear]: [string, readonly string[]]): string => {
  const inYear = (days: Record<string, string>) =>
    Object.entries(days)
      .filter(([day]) => day.startsWith(`${year}-`))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const byName = Map.groupBy(inYear(source.holidays), ([, label]) => label.split(',')[1] ?? label);
  if (byName.size === 0) throw new Error(`chinese-days has no data for ${year}`);
  return [
    `  - year: ${year}`,
    '    notices:',
    ...ofYear.map((notice) => `      - ${notice}`),
    '    holidays:',
    ...[...byName].map(
      ([name, days]) => `      - { name: ${name}, days: [${days.map(([day]) => day).join(', ')}] }`,
    ),
    `    makeUpWorkdays: [${inYear(source.workdays)
      .map(([day]) => day)
      .join(', ')}]`,
    '',
  ].join('\n');
};

const path = new URL('../rule-packs/calendars.yaml', import.meta.url);
writeFileSync(path, header + Object.entries(notices).map(yearText).join(''));
process.stdout.write(`${path.pathname} written\n`);
