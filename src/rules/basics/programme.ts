/** Which programme a workbook is of. Rule P5. */
import type { Day } from './days';
import { fundingYearOf } from './days';
import type { Parameters } from './parameters';

export interface Programme {
  /** Drawn once and never changed; blank until the workbook is set up. */
  readonly id: string;
  /** What people call it; blank until somebody said. */
  readonly name: string;
}

/** What Settings says of the programme in the funding year of a day. */
export function programmeOn(parameters: Parameters, day: Day): Programme {
  const year = fundingYearOf(day);
  return { id: parameters.text('programme.id', year) ?? '', name: parameters.text('programme.name', year) ?? '' };
}
