import { isAfter, isBefore, type PlainDate } from '#kernel/temporal.ts';
import { NotYet, type Stage } from './stage.ts';

export type Scene = {
  readonly on: PlainDate;
  /** `09:30` */
  readonly time: string;
  /** Names the scene once for all: its choices come from it, and the order of scenes of one minute. */
  readonly key: string;
  /**
   * What alone the scene touches: scenes about different things are played side by side, those about one in their order. A
   * scene that takes a number of a series, or touches what others touch, names nothing and is played alone.
   */
  readonly about?: string;
  readonly play: (stage: Stage) => Promise<void>;
};

/** What is to happen, day by day. Scenes write further scenes into it; what lies after the present is never played. */
export type Agenda = {
  add(scene: Scene): void;
  /** Plays everything up to and including the last day. */
  play(stage: Stage, until: PlainDate, daily: (day: PlainDate) => Promise<void>): Promise<void>;
};

/** Fewer than there are connections. */
export const sideBySide = 5;
const noon = '12:30';

/** A day: the morning's scenes one by one, then everything that goes on side by side, then the afternoon's. */
export function agendaFrom(start: PlainDate): Agenda {
  const days = new Map<string, Scene[]>();
  let today = start;
  return {
    add(scene) {
      if (isBefore(scene.on, today)) throw new Error(`${scene.key}: ${scene.on} is over on ${today}`);
      const scenes = days.get(scene.on.toString());
      if (scenes) scenes.push(scene);
      else days.set(scene.on.toString(), [scene]);
    },
    async play(stage, until, daily) {
      for (; !isAfter(today, until); today = today.add({ days: 1 })) {
        const key = today.toString();
        await daily(today);
        // Scenes may add scenes to this very day: after each step it is asked again what comes next.
        for (let scenes = days.get(key) ?? []; scenes.length > 0; scenes = days.get(key) ?? []) {
          const step = nextStep(scenes.toSorted(inOrder));
          days.set(
            key,
            scenes.filter((scene) => !step.includes(scene)),
          );
          await playTogether(stage, step);
        }
        days.delete(key);
      }
    },
  };
}

const inOrder = (a: Scene, b: Scene): number =>
  a.time === b.time ? (a.key < b.key ? -1 : 1) : a.time < b.time ? -1 : 1;

function nextStep(scenes: readonly Scene[]): readonly Scene[] {
  const alone = scenes.find(({ about }) => about === undefined);
  const beside = scenes.filter(({ about }) => about !== undefined);
  if (alone && (alone.time < noon || beside.length === 0)) return [alone];
  return beside;
}

async function playTogether(stage: Stage, scenes: readonly Scene[]): Promise<void> {
  const lanes = [...Map.groupBy(scenes, ({ about, key }) => about ?? key).values()];
  let failed = false;
  const one = async () => {
    for (let lane = lanes.shift(); lane && !failed; lane = lanes.shift())
      for (const scene of lane)
        await played(stage, scene).catch((error: unknown) => {
          failed = true;
          throw new Error(`${scene.on} ${scene.key}`, { cause: error });
        });
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, lanes.length) }, one));
}

async function played(stage: Stage, scene: Scene): Promise<void> {
  try {
    await scene.play(stage.fork(`${scene.on} ${scene.key}`, scene.on, scene.time));
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
  }
}
