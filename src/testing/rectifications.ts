import { itemOf } from '#features/rectification/rectification.cases.ts';
import type { Rectification } from '#features/rectification/rectification.model.ts';
import { worldUnder } from './rule-cases.ts';

const { pack } = worldUnder('tongcheng-2021');

/** An ordinary item of 通城 served on 2026-04-13: fifteen working days, due on 2026-05-07. */
export const anItem = (change: Partial<Rectification> = {}): Rectification =>
  itemOf(pack, { pack: { id: 'tongcheng-2021', version: '1', hash: '-' }, ...change });
