// What somebody has to do, as the records say it: nobody is made responsible who is not named in one.

export const taskKinds = [
  /** On the team of a visit. */
  'visit',
  /** Drawn for a place that is not visited yet. */
  'drawn',
  /** Was on a visit and has not signed what was recorded. */
  'sign',
  /** On the team of a re-inspection. */
  'reinspection',
  /** A monthly report: whoever fills in its draft, or else the contractor. */
  'report',
  /** An inspection that falls due and that nobody is planned for. */
  'inspect',
  /** 整改期限: the contractor's, and for the office to keep an eye on. */
  'rectify',
  'watch',
  /** Reported as rectified; no re-inspection is planned. */
  'reinspect',
  'letter-review',
  'letter-sign',
  'letter-issue',
  'letter-serve',
  /** The next step of a case of disqualification. */
  'case',
  /** A party to a draw that has not opened its number yet. */
  'draw-party',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Whose it is where no person is named. */
export const taskHolders = ['inspection-group', 'office', 'leading-group', 'organisation'] as const;
export type TaskHolder = (typeof taskHolders)[number];

export type Task = {
  readonly kind: TaskKind;
  /** Of the record it is about. */
  readonly id: string;
  /** Which part of that record, where it holds several of them: a place drawn, a party to a draw. */
  readonly part: string | null;
  readonly name: string;
  readonly about: string | null;
  /** The day it is for; null where no rule fixes one. */
  readonly on: string | null;
  readonly personId: string | null;
  readonly holder: TaskHolder;
  /** The organisation that holds it, where it is not one of the county's bodies. */
  readonly organisationId: string | null;
  readonly done: boolean;
  /** 暂定: the work calendar of its year is not announced. */
  readonly provisional: boolean;
  /** So many of the kind on one day, by one rule of the regime. */
  readonly count: number;
  readonly ruleId: string | null;
  readonly duty: string | null;
};

export type TaskPerson = {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly organisationKind: string;
};

/** What one person has to do, or what an organisation has not given to anybody yet. */
export type TaskLine<Of extends Task = Task> = {
  readonly person: TaskPerson | null;
  /** Where no person is named. */
  readonly holder: TaskHolder | null;
  readonly organisation: string | null;
  readonly tasks: readonly Of[];
};
