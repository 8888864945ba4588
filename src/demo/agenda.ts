import { isAfter, isBefore, type PlainDate } from '#kernel/temporal.ts';
import { NotYet, type Stage } from './stage.ts';

export type Scene = {
  readonly on: PlainDate;
  /** `09:30` */
  readonly time: string;
  /** Names the scene once for all: its choices come from it, and the order of scenes of one minute. */
  readonly key: string;
  /** Touches nothing that another scene of the same minute touches, numbers of a series included. */
  readonly beside?: boolean;
  readonly play: (stage: Stage) => Promise<void>;
};

/** What is to happen, day by day. Scenes write further scenes into it; what lies after the present is never played. */
export type Agenda = {
  add(scene: Scene): void;
  /** Plays everything up to and including the last day. */
  play(stage: Stage, until: PlainDate, daily: (day: PlainDate) => Promise<void>): Promise<void>;
};

const sideBySide = 4;

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
        for (let scenes = days.get(key); scenes?.length; scenes = days.get(key)) {
          // Scenes may add scenes to this very day: take only what comes next.
          const [first, ...rest] = scenes.toSorted(inOrder);
          const together = first?.beside
            ? rest.filter(({ beside, time }) => beside && time === first.time)
            : [];
          const now = first ? [first, ...together] : [];
          days.set(
            key,
            scenes.filter((scene) => !now.includes(scene)),
          );
          await playTogether(stage, now);
        }
        days.delete(key);
      }
    },
  };
}

const inOrder = (a: Scene, b: Scene): number =>
  a.time === b.time ? (a.key < b.key ? -1 : 1) : a.time < b.time ? -1 : 1;

async function playTogether(stage: Stage, scenes: readonly Scene[]): Promise<void> {
  const waiting = [...scenes];
  const one = async () => {
    for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
      try {
        await scene.play(stage.fork(`${scene.on} ${scene.key}`, scene.on, scene.time));
      } catch (error) {
        if (!(error instanceof NotYet)) {
          waiting.length = 0;
          throw new Error(`${scene.on} ${scene.key}`, { cause: error });
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, scenes.length) }, one));
}
