/** What stands on the cells of a tab: notes, checks, conditional formats, joined cells; and how they follow cells. */
import { randomUUID } from 'node:crypto';
import type { IDataValidationRule, IRange } from '@univerjs/core';
import type { IConditionFormattingRule } from '@univerjs/sheets-conditional-formatting';
import type { IAutoFilter } from '@univerjs/sheets-filter';
import { type Area, overlaps, without } from '../areas';
import type { Book, Note, PlacedCheck, PlacedFormat, Size } from '../book';
import { type Shift, shiftArea } from '../protections';
import { fromSavedCheck, toSavedCheck } from '../saved/checks';
import { fromSavedFormat, toSavedFormat } from '../saved/formats';
import { fromUniver, toUniver } from '../saved/ranges';
import { afterOffset, afterRename, afterShift } from './tokens';

/** A note as it is saved. */
export interface SavedNote {
  id: string;
  row: number;
  col: number;
  width: number;
  height: number;
  note: string;
  show: boolean;
}

export class Standing {
  notes: SavedNote[] = [];
  rules: IDataValidationRule[] = [];
  /** The one that wins first. */
  formats: IConditionFormattingRule[] = [];
  merged: IRange[] = [];
  filter: IAutoFilter | null = null;

  constructor(
    readonly book: Pick<Book, 'tab' | 'tabByName'>,
    readonly size: Size,
  ) {}

  writeNote({ row, column, text }: Note): void {
    this.notes = this.notes.filter((note) => note.row !== row || note.col !== column);
    if (text === '') return;
    this.notes.push({ id: randomUUID(), row, col: column, width: 160, height: 80, note: text, show: false });
  }

  checks(): PlacedCheck[] {
    return this.rules.map((rule) => ({ check: fromSavedCheck(rule, this.book), areas: this.#areasOf(rule.ranges) }));
  }

  writeChecks(area: Area, checks: PlacedCheck[]): void {
    this.rules = this.rules.flatMap((rule) => this.#cut(rule, area) ?? []);
    for (const { check, areas } of checks) {
      const saved = toSavedCheck(check, areas[0]!, this.book);
      this.rules.push({ uid: randomUUID(), ranges: areas.map(toUniver), ...saved } as IDataValidationRule);
    }
  }

  #cut(rule: IDataValidationRule, hole: Area): IDataValidationRule | undefined {
    const before = this.#areasOf(rule.ranges);
    if (!before.some((own) => overlaps(own, hole))) return rule;
    const after = before.flatMap((own) => without(own, hole));
    if (after.length === 0) return undefined;
    // A formula counts from the first cell, which may be another one now.
    const follow = (formula: string | undefined) =>
      rule.type === 'custom' && formula?.startsWith('=')
        ? afterOffset(formula, after[0]!.row - before[0]!.row, after[0]!.column - before[0]!.column)
        : formula;
    return {
      ...rule,
      formula1: follow(rule.formula1),
      formula2: follow(rule.formula2),
      ranges: after.map(toUniver),
    };
  }

  placedFormats(): PlacedFormat[] {
    return this.formats.map((stored) => {
      const condition = fromSavedFormat(stored.rule);
      const areas = this.#areasOf(stored.ranges);
      return condition ? { condition, areas } : { kept: stored, areas };
    });
  }

  writeFormats(formats: PlacedFormat[]): void {
    this.formats = formats.map(({ condition, kept, areas }) => {
      if (kept) return kept as IConditionFormattingRule;
      const ranges = areas.map(toUniver);
      return {
        cfId: randomUUID(),
        ranges,
        stopIfTrue: false,
        rule: toSavedFormat(condition!),
      } as IConditionFormattingRule;
    });
  }

  /** Follows the tab's own rows or columns. */
  shift(shift: Shift): void {
    const moved = (ranges: IRange[]) => this.#areasOf(ranges).flatMap((area) => shiftArea(area, shift) ?? []);
    const follow = <R extends { ranges: IRange[] }>(rules: R[]): R[] =>
      rules.flatMap((rule) => {
        const areas = moved(rule.ranges);
        return areas.length > 0 ? [{ ...rule, ranges: areas.map(toUniver) }] : [];
      });
    this.rules = follow(this.rules);
    this.formats = follow(this.formats);
    this.merged = moved(this.merged).map(toUniver);
    this.#shiftFilter(shift);
    this.notes = this.notes.flatMap((note) => {
      const at = shiftArea({ row: note.row, column: note.col, rows: 1, columns: 1 }, shift);
      return at ? [{ ...note, row: at.row, col: at.column }] : [];
    });
  }

  #shiftFilter(shift: Shift): void {
    if (!this.filter) return;
    const { ref, filterColumns = [], cachedFilteredOut = [] } = this.filter;
    const [area] = this.#areasOf([ref]);
    const moved = shiftArea(area!, shift);
    const line = (row: number, column: number) => shiftArea({ row, column, rows: 1, columns: 1 }, shift);
    this.filter = !moved
      ? null
      : {
          ref: toUniver(moved),
          filterColumns: filterColumns.flatMap((column) => {
            const at = line(moved.row, column.colId);
            return at ? [{ ...column, colId: at.column }] : [];
          }),
          cachedFilteredOut: cachedFilteredOut.flatMap((row) => line(row, moved.column)?.row ?? []),
        };
  }

  /** Keeps drop-downs on the cells they take their choices from, when those move; `own` is the name of this tab. */
  followShift(own: string, name: string, shift: Shift): void {
    this.#rewrite((formula) => {
      const moved = afterShift(formula, own, name, shift);
      // All its cells are gone: what it named stays written, and Set up reports it.
      return moved.includes('#REF!') ? formula : moved;
    });
  }

  followRename(oldName: string, newName: string): void {
    this.#rewrite((formula) => afterRename(formula, oldName, newName));
  }

  #rewrite(follow: (formula: string) => string): void {
    this.rules = this.rules.map((rule) =>
      rule.type === 'list' && rule.formula1?.startsWith('=') ? { ...rule, formula1: follow(rule.formula1) } : rule,
    );
  }

  #areasOf(ranges: readonly IRange[]): Area[] {
    return ranges.map((range) => fromUniver(range, this.size));
  }
}
