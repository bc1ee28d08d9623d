import { yearOfText } from '../rules/basics/days';
import { PARAMETER_NAMES } from '../rules/basics/parameter-table';
import { POTS } from '../rules/basics/words';
import type { Subject } from '../rules/figures/explain';
import type { Tables } from './tables';

/**
 * What a name stands for: a cluster, a school, a parameter, a request or a ledger line by ID, or one row of a table.
 *
 * Rows are `Cluster: Pot: 2026/27` and `All clusters: All pots: 2026/27` of the pots; `School: Cluster` and `School:
 * Session` where a school stands in several; "All schools" for the row that adds them up; `2026/27` for the PSQM places
 * of that year.
 *
 * @returns Null where nothing goes by that name.
 */
export function findSubject(tables: Tables, name: string): Subject | null {
  const parts = name.split(':').map((part) => part.trim());
  const [first, second, third] = parts as [string, string?, string?];
  if (third !== undefined) return findPot(tables, first, second!, third);
  const school = first.toLowerCase() === 'all schools' ? null : tables.find('schools', first);
  if (second !== undefined) {
    if (school !== null && school < 0) return null;
    const [within, session] = [tables.find('clusters', second), tables.find('sessions', second)];
    if (session >= 0) return { kind: 'school', school, session };
    return within >= 0 ? { kind: 'school', school, within } : null;
  }
  const year = yearOfText(first);
  if (year !== null) return { kind: 'places', year };
  const parameter = PARAMETER_NAMES.find((candidate) => candidate === first);
  if (parameter) return { kind: 'parameter', name: parameter };
  const request = tables.find('requests', first);
  if (request >= 0) return { kind: 'request', request };
  const line = first === '' ? undefined : tables.get('ledger').rows.find(({ id }) => id === first);
  if (line) return { kind: 'ledger', line: line.row };
  const cluster = tables.find('clusters', first);
  if (cluster >= 0) return { kind: 'cluster', cluster };
  return school === null || school >= 0 ? { kind: 'school', school } : null;
}

function findPot(tables: Tables, name: string, potName: string, yearText: string): Subject | null {
  const year = yearOfText(yearText);
  if (year === null) return null;
  if (name.toLowerCase() === 'all clusters' && potName.toLowerCase() === 'all pots') return { kind: 'all pots', year };
  const pot = POTS.find((word) => word.toLowerCase() === potName.toLowerCase());
  const cluster = tables.find('clusters', name);
  return cluster >= 0 && pot ? { kind: 'pot', cluster, pot, year } : null;
}
