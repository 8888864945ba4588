import type { InspectionPhase, TeamRole } from '#features/inspection/inspection.model.ts';
import type { ContentArea } from '#features/regime/regime.model.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { Lot } from './baseline.ts';
import type { Place } from './script.ts';
import type { Player } from './stage.ts';

/** A visit as it is planned: where, by whom, what for, and when in the day. */
export type Visit = {
  readonly id: string;
  readonly key: string;
  readonly on: PlainDate;
  readonly time: string;
  readonly place: Place | null;
  readonly lot: Lot;
  readonly area: ContentArea;
  readonly phase: InspectionPhase;
  /** None where the visit was drawn and answers nothing that is owed. */
  readonly obligationId: string | null;
  readonly team: readonly { readonly player: Player; readonly role: TeamRole }[];
  readonly lead: Player;
  /** Nobody else can do it on that day if it is called off. */
  readonly fate: 'held' | 'called-off' | 'recusal';
};
