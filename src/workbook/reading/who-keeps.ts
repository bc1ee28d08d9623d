import { isoOf } from '../../rules/basics/days';
import { asMeant } from '../../rules/basics/text';
import type { BoundField, Snapshot } from '../../rules/requests/snapshot';
import { BOUND_FIELDS, readSnapshot } from '../../rules/requests/snapshot';
import { isBlankCell } from '../cell';
import type { References } from '../kind';
import type { TabReading } from './tab-reading';

/**
 * Which of several rows with one ID keeps it: of requests the one that is most like what was decided, whose approval
 * would be lost otherwise; else the first. Rule A2.
 *
 * @param rows - Row indexes in the grid.
 */
export function whoKeeps(tab: TabReading, id: string, rows: readonly number[]): number {
  const texts = tab.spec.key === 'requests' ? (tab.references.decidedOn?.(id) ?? []) : [];
  const decided = texts.reduce<Snapshot | null>((last, text) => readSnapshot(text) ?? last, null);
  const fits = rows.map((row) => (decided === null ? 0 : howWellFits(tab, row, decided)));
  return rows[fits.indexOf(Math.max(...fits))]!;
}

/** In how many fields a row is what was decided. */
function howWellFits(tab: TabReading, row: number, decided: Snapshot): number {
  return BOUND_FIELDS.filter((field) => isAsDecided(tab.references, field, valueIn(tab, row, field), decided)).length;
}

function valueIn({ spec, grid, references, stretches }: TabReading, row: number, field: BoundField): unknown {
  const stretch = stretches.get(field);
  const cell = stretch && grid[row]![stretch.position];
  return isBlankCell(cell) ? null : spec.columns[field]!.kind.read(cell!, references);
}

function isAsDecided(references: References, field: BoundField, value: unknown, decided: Snapshot): boolean {
  const then = decided[field];
  if (then === null || value === null) return then === value;
  if (field === 'cluster') return references.find('clusters', String(then)) === value;
  if (field === 'school') return references.find('schools', String(then)) === value;
  if (typeof value === 'number') return then === (field === 'wantedOn' ? isoOf(value) : value);
  return typeof value === 'string' && asMeant(value) === asMeant(String(then));
}
