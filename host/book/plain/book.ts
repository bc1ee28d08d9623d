/** A book without a spreadsheet engine: grids in memory, and as much of formulas as the add-in writes. */
import type { IWorkbookData } from '@univerjs/core';
import { type BookListener, NEW_TAB, type Tab } from '../book';
import type { CellFunctions } from '../cell-functions';
import type { Shift } from '../protections';
import { sheetNumber } from '../sheet-number';
import { Calculation } from './calculation';
import { Formula } from './formula';
import { load } from './load';
import { callsAny } from './parse';
import { type SavedBook, save } from './save';
import { PlainTab, type TabOwner } from './tab';
import { afterRename, afterShift } from './tokens';

export class PlainBook implements TabOwner, SavedBook {
  id = 'cluster-tracker';
  name = 'Cluster Tracker';
  readonly calculation: Calculation;
  readonly names = new Map<string, string>();
  order: PlainTab[] = [];
  /** What was saved of it that means nothing here. */
  rest: Partial<IWorkbookData> = {};
  #listener: BookListener | undefined;

  constructor(data: Partial<IWorkbookData> | undefined, functions: CellFunctions, keepsResults = false) {
    this.calculation = new Calculation(() => this.order, functions);
    if (data) load(this, data, keepsResults);
    else this.order.push(new PlainTab(this, '0', 'Sheet1', NEW_TAB));
  }

  tabs(): Tab[] {
    return [...this.order];
  }

  tab(key: string): PlainTab | undefined {
    return this.order.find((tab) => tab.key === key);
  }

  tabByName(name: string): PlainTab | undefined {
    const wanted = name.toLowerCase();
    return this.order.find((tab) => tab.name.toLowerCase() === wanted);
  }

  tabByNumber(id: number): PlainTab | undefined {
    return this.order.find(({ key }) => sheetNumber(key) === id);
  }

  insertTab(key: string, name: string, index: number): void {
    this.order.splice(index, 0, new PlainTab(this, key, name, NEW_TAB));
    this.calculation.moved();
  }

  removeTab(key: string): void {
    this.order = this.order.filter((tab) => tab.key !== key);
    this.calculation.moved();
    this.#listener?.moved(key, undefined);
  }

  moveTab(key: string, index: number): void {
    const tab = this.tab(key)!;
    this.order = this.order.filter((other) => other !== tab);
    this.order.splice(index, 0, tab);
  }

  renameTab(tab: PlainTab, name: string): void {
    const oldName = tab.name;
    tab.name = name;
    this.#rewrite((formula) => afterRename(formula, oldName, name));
    for (const { standing } of this.order) standing.followRename(oldName, name);
    this.calculation.moved();
  }

  /** Lets formulas and drop-downs follow cells that have moved. */
  followShift(tab: PlainTab, shift: Shift): void {
    this.#rewrite((formula, own) => afterShift(formula, own.name, tab.name, shift));
    for (const own of this.order) own.standing.followShift(own.name, tab.name, shift);
    this.calculation.moved();
    this.#listener?.moved(tab.key, shift);
  }

  #rewrite(follow: (formula: string, own: PlainTab) => string): void {
    for (const tab of this.order) {
      for (const { formula, row, column } of tab.placed) {
        const text = follow(formula.text, tab);
        if (text === formula.text) continue;
        tab.cells.put(row, column, { ...tab.cells.at(row, column)!, formula: new Formula(text) });
        tab.changed(true);
      }
    }
    for (const [name, reference] of this.names) {
      const moved = follow(`=${reference}`, this.order[0]!).slice(1);
      if (moved !== reference) this.names.set(name, moved);
    }
  }

  definedName(name: string): string | undefined {
    return this.names.get(name);
  }

  defineName(name: string, reference: string): void {
    this.names.set(name, reference);
  }

  listen(listener: BookListener): void {
    this.#listener = listener;
  }

  async settled(): Promise<void> {
    this.calculation.bringAll();
  }

  isRecalculating(): boolean {
    const { names } = this.calculation.functions;
    return this.order.some(({ placed }) =>
      placed.some(({ formula }) => formula.stale && callsAny(formula.node, names)),
    );
  }

  recalculated(): void {
    this.calculation.bringAll();
  }

  snapshot(): Partial<IWorkbookData> {
    this.calculation.bringAll();
    return save(this);
  }

  dispose(): void {}
}
