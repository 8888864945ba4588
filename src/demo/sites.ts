import { isAfter, type PlainDate } from '#kernel/temporal.ts';
import { beginBuilding, changePhase, type Site } from './baseline.ts';
import { type Place, type Script, workingDay } from './script.ts';
import type { Stage } from './stage.ts';

/** Which stations have a life of their own, by their place in the order of building. */
const viaTrial = new Set([8, 31]);
const suspendedStation = 24;
const withdrawnStation = 47;
/** 8–15 % of stations are a sign and nothing behind it. */
const isShell = (ordinal: number): boolean => ordinal > 14 && ordinal % 9 === 5;

export function placesOf(sites: readonly Site[]): Map<string, Place> {
  return new Map(
    sites.map((site, at): [string, Place] => {
      const ordinal = at + 1;
      const quality = isShell(ordinal) ? 'shell' : ordinal % 4 === 0 ? 'good' : 'plain';
      return [site.id, { site, ordinal, quality, version: 0, foundOn: undefined, failed: [], phase: 'none' }];
    }),
  );
}

/** Every facility is registered when its building begins and changes its phase when it does. */
export function letSitesGrow(script: Script): void {
  for (const place of script.sites.values()) {
    const { site, ordinal, quality } = place;
    scene(script, place, 'begin', site.startsOn, async (stage) => {
      await beginBuilding(stage, script.cast, site, ordinal);
      place.version = 1;
      place.phase = 'construction';
    });
    if (quality === 'shell')
      script.truth.note({
        kind: 'shell-station',
        records: [site.id],
        on: site.startsOn.toString(),
        note: '只挂牌、少运营',
      });
    const { opensOn } = site;
    if (!opensOn) continue;
    if (viaTrial.has(ordinal))
      turn(script, place, 'trial', opensOn.subtract({ days: 20 }), '设备到位，进入试运营');
    turn(script, place, 'operation', opensOn, '建成并正常投入运营');
    if (ordinal === suspendedStation) {
      turn(
        script,
        place,
        'suspended',
        opensOn.add({ days: 120 }),
        '站点负责人住院，门店临时停业，已向办公室报备',
      );
      turn(script, place, 'operation', opensOn.add({ days: 164 }), '更换站点负责人，恢复营业');
    }
    if (ordinal === withdrawnStation)
      turn(
        script,
        place,
        'withdrawn',
        opensOn.add({ days: 150 }),
        '村部改建收回场地，经领导小组同意撤销站点',
      );
  }
}

function turn(
  script: Script,
  place: Place,
  phase: 'trial' | 'operation' | 'suspended' | 'withdrawn',
  on: PlainDate,
  reason: string,
): void {
  scene(script, place, `${phase} ${on}`, on, async (stage) => {
    const next = { basedOn: place.version, phase, on, reason };
    place.version = await changePhase(stage, script.cast, place.site, next);
    place.phase = phase;
  });
}

/** What happens on a day of rest is entered on the next working day. */
function scene(
  script: Script,
  { site, ordinal }: Place,
  what: string,
  on: PlainDate,
  play: (stage: Stage) => Promise<void>,
): void {
  const day = workingDay(script, on);
  if (isAfter(day, script.until)) return;
  script.agenda.add({
    on: day,
    time: '08:40',
    key: `site ${String(ordinal).padStart(3, '0')} ${site.kind} ${what}`,
    play,
  });
}
