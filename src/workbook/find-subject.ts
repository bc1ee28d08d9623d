import { yearOfText } from '../rules/days';
import { PARAMETER_NAMES } from '../rules/parameters';
import type { Subject } from '../rules/why';
import { POTS } from '../rules/words';
import type { Tables } from './tables';

/**
 * What a name stands for: a cluster, a school, a parameter, a request or a ledger line by ID, or `Cluster: Pot: 2026/27`.
 *
 * @returns Null where nothing goes by that name.
 */
export function findSubject(tables: Tables, name: string): Subject | null {
  const [first, second, third] = name.split(':').map((part) => part.trim());
  const cluster = tables.find('clusters', first ?? '');
  if (second !== undefined && third !== undefined) {
    const [pot, year] = [POTS.find((word) => word.toLowerCase() === second.toLowerCase()), yearOfText(third)];
    return cluster >= 0 && pot && year !== null ? { kind: 'pot', cluster, pot, year } : null;
  }
  if (second !== undefined) return null;
  const parameter = PARAMETER_NAMES.find((candidate) => candidate === first);
  if (parameter) return { kind: 'parameter', name: parameter };
  const request = tables.find('requests', first!);
  if (request >= 0) return { kind: 'request', request };
  const line = tables.get('ledger').id.indexOf(first!);
  if (line >= 0 && first !== '') return { kind: 'ledger', line };
  if (cluster >= 0) return { kind: 'cluster', cluster };
  const school = tables.find('schools', first!);
  return school >= 0 ? { kind: 'school', school } : null;
}
