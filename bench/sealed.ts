/** A programme whose decisions bear seals, as those do that are made in Decide, and what is kept with the document. */
import { newKey, newRegister, sealerOf } from '../src/actions/register';
import { ukDayOf } from '../src/rules/basics/days';
import type { Decision, Role } from '../src/rules/basics/words';
import { authorMark } from '../src/rules/requests/recorded';
import { SealPress } from '../src/rules/requests/seals';
import type { Cell } from '../src/workbook/cell';
import { SHEETS } from '../src/workbook/sheets';
import type { Kept } from './add-in';
import type { ProgrammeGrids } from './programme';

/** The same programme with its decisions sealed, one a request and after another. */
export function sealed(grids: ProgrammeGrids): { grids: ProgrammeGrids; kept: Kept } {
  const key = newKey({ random: () => 'a key that is the same in every run' });
  const press = new SealPress({ register: new Map(), sealOf: sealerOf(key) });
  const [headers = [], ...rows] = grids.decisions;
  const cellsOf = (key: 'decisions' | 'requests', row: readonly Cell[]) =>
    Object.fromEntries(Object.keys(SHEETS[key].columns).map((name, index) => [name, row[index]!]));
  const decisions = rows.map((row) => {
    const cells = cellsOf('decisions', row);
    const { seal, sealedBefore } = press.seal(String(cells['request']), {
      id: String(cells['id']),
      decision: cells['decision'] as Decision,
      amount: cells['amount'] === '' ? null : Math.round(Number(cells['amount']) * 100),
      reason: null,
      decidedBy: String(cells['decidedBy']),
      role: cells['role'] as Role,
      inPlaceOf: null,
      decidedAt: String(cells['decidedAt']),
      decidedOnWhat: String(cells['decidedOnWhat']),
    });
    return Object.values({ ...cells, seal, sealedBefore: sealedBefore ?? '' }) as Cell[];
  });
  for (const row of grids.requests.slice(1)) {
    const cells = cellsOf('requests', row);
    const askedOn = ukDayOf((cells['askedOn'] as Date).getTime());
    const authors = [authorMark(String(cells['askedBy']))];
    const told = { withdrawnOn: null, committedOn: null, answeredOn: null, authors };
    press.record({ id: String(cells['id']), askedOn, agreedOnWhat: null }, told);
  }
  return { grids: { ...grids, decisions: [headers, ...decisions] }, kept: newRegister(key, press.register) };
}
