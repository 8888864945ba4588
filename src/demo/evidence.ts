import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { sizeBytesMax } from '#features/evidence/evidence.rules.ts';
import { bytesArrived, handleRegister } from '#features/evidence/evidence.service.ts';
import { legalZone, type PlainDate } from '#kernel/temporal.ts';
import { isKept } from '#platform/files.ts';
import { drawPhoto, type Shot } from './photo.ts';
import { moment } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';

export type Picture = {
  readonly by: Player;
  readonly name: string;
  readonly caption: string;
  readonly of: Shot['of'];
  /** Of the place: its pictures share their colours, and the number is printed into them. */
  readonly ordinal: number;
  readonly at?: { readonly latitude: number; readonly longitude: number } | undefined;
  /** Taken at another time than now, and picked from the album. */
  readonly takenOn?: PlainDate | undefined;
  /** The bytes of another picture instead of its own. */
  readonly bytes?: Uint8Array | undefined;
};

/** A picture taken, stored and registered; its id, and its bytes for those who would use it twice. */
export async function picture(stage: Stage, told: Picture): Promise<{ id: string; bytes: Uint8Array }> {
  const now = stage.now().toZonedDateTimeISO(legalZone);
  const day = told.takenOn ?? now.toPlainDate();
  const time = now.toPlainTime().toString({ smallestUnit: 'minute' });
  const number = String(told.ordinal).padStart(3, '0');
  const bytes =
    told.bytes ??
    drawPhoto({ stamp: `TC-${number} ${day} ${time}`, of: told.of, place: told.ordinal }, stage.random);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept = await stage.files.put(sha256, Readable.from([bytes]), sizeBytesMax);
  if (!isKept(kept)) throw new Error(`a picture was not kept: ${kept.kind}`);
  await bytesArrived(stage.as(told.by), sha256, kept.sizeBytes);
  const id = stage.newId();
  await must(
    handleRegister(stage.as(told.by), {
      id,
      sha256,
      name: told.name,
      caption: told.caption,
      source: told.takenOn ? 'gallery' : 'camera',
      takenAt: moment(day, time),
      ...(told.at ? { ...told.at, accuracyMetres: stage.random.whole(6, 30), datum: 'WGS84' as const } : {}),
    }),
  );
  return { id, bytes };
}
