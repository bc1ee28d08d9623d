/** What is typed to try a year. */

/** A school that would join or leave, as it is typed. */
export interface Change {
  joins: boolean;
  cluster: string;
  /** Blank for a new school. */
  school: string;
  on: string;
}

export interface PlanDraft {
  roster: Change[];
  /** By cluster, the first day of its next agreement. */
  renewals: Record<string, string>;
  /** By figure, the value that is tried. */
  figures: Record<string, string>;
}

export const NOTHING: PlanDraft = { roster: [], renewals: {}, figures: {} };

/** A draft as it is sent: a figure that is blank stays as it is, a school that is blank is a new one. */
export const asSent = ({ roster, renewals, figures }: PlanDraft) => ({
  roster: roster.map((change) => ({ ...change, school: change.school || null })),
  renewals: Object.entries(renewals).map(([cluster, from]) => ({ cluster, from })),
  figures: Object.entries(figures).flatMap(([parameter, value]) => (value.trim() === '' ? [] : [{ parameter, value }])),
});
