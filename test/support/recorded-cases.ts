/** The small programme with who may do what recorded, then changed by hand. */
import type { RecordedRights } from '../../src/rules/basics/recorded-rights';
import type { Seals } from '../../src/rules/basics/seals';
import { asRecorded, recordAll } from '../../src/rules/requests/rights-register';
import { ASKED } from './builders';
import { books, PROGRAMME, type Row, tables } from './rules-tables';

export interface Tabs {
  readonly people?: readonly Row[];
  readonly membership?: readonly Row[];
  readonly clusters?: readonly Row[];
  readonly schools?: readonly Row[];
  readonly requests?: readonly Row[];
}

const plain = (tabs: Tabs = {}) => books(tables({ requests: [ASKED], ...PROGRAMME, ...tabs }));

/** What is recorded of some tabs. */
export function recordedOf(tabs: Tabs = {}): RecordedRights {
  const book = plain(tabs);
  return recordAll(
    book,
    book.people.rows.map((person) => asRecorded(book, person)),
  );
}

/** The books of tabs as they are now, with what was recorded of others. */
export function bookWith(now: Tabs, recorded: RecordedRights | null = recordedOf()) {
  const kept: Seals = { state: 'kept', register: new Map(), pending: new Map(), sealOf: () => '', recorded };
  return { ...plain(now), seals: () => kept };
}
