/**
 * Works formulas out when somebody reads what they show: those whose cells have changed, after those they read
 * themselves.
 */
import { type Area, overlaps } from '../areas';
import type { CellFunctions } from '../cell-functions';
import { evaluate, shownOf, type Value } from './evaluate';
import { type Formula, type FormulaTab, filledBy, type PlacedFormula, wantedBy } from './formula';
import { type Node, referencesOf } from './parse';
import { areaNamed } from './tokens';

/** Results spill below and to the right only. */
const mayReach = ({ row, column }: PlacedFormula, area: Area): boolean =>
  row < area.row + area.rows && column < area.column + area.columns;

/** `circular`: it reads what is being worked out; `unsure`: it would, if that spilled as far as it might. */
type Outcome = 'done' | 'unsure' | 'circular';

const MOST_ROUNDS = 10;

export class Calculation {
  /** Counts what moves cells or changes the size or the name of a tab. */
  #structure = 0;
  #anyStale = true;
  #pass = 0;
  /** Formulas that are being worked out, each for the one before. */
  readonly #running: { formula: Formula; certain: boolean }[] = [];

  constructor(
    readonly tabs: () => readonly FormulaTab[],
    readonly functions: CellFunctions,
  ) {}

  /** Says that cells have changed. */
  touched(tab: FormulaTab, area: Area): void {
    for (const own of this.tabs()) {
      for (const placed of own.placed) {
        const { formula } = placed;
        if (formula.stale) this.#anyStale = true;
        else if (
          (own === tab && overlaps(wantedBy(placed), area)) ||
          this.#inputsOf(own, formula).some((input) => input.tab === tab && overlaps(input.area, area))
        ) {
          formula.stale = true;
          this.#anyStale = true;
        }
      }
    }
  }

  /** Says that cells have moved, or tabs have come, gone or been renamed. */
  moved(): void {
    this.#structure++;
    this.#anyStale = true;
    for (const tab of this.tabs()) for (const { formula } of tab.placed) formula.stale = true;
  }

  /** Says that a tab has more rows or columns at its end. */
  grown(tab: FormulaTab, area: Area): void {
    this.#structure++;
    this.touched(tab, area);
  }

  /** Works out whatever may show in an area. What an earlier round could not be sure of, a later one can. */
  bring(tab: FormulaTab, area: Area): void {
    for (let round = 0; this.#anyStale && round < MOST_ROUNDS; round++) {
      this.#pass++;
      this.#bring(tab, area);
      if (!tab.placed.some((placed) => placed.formula.stale && mayReach(placed, area))) return;
    }
  }

  bringAll(): void {
    if (!this.#anyStale) return;
    for (const tab of this.tabs()) this.bring(tab, { row: 0, column: 0, ...tab.size });
    this.#anyStale = this.tabs().some((tab) => tab.placed.some(({ formula }) => formula.stale));
  }

  #bring(tab: FormulaTab, area: Area): Outcome {
    let worst: Outcome = 'done';
    for (const placed of tab.placed) {
      if (!mayReach(placed, area)) continue;
      const certain = overlaps(wantedBy(placed), area);
      const outcome = this.#refresh(tab, placed, certain);
      if (certain && worst !== 'circular' && outcome !== 'done') worst = outcome;
    }
    return worst;
  }

  /** @param certain - Whether somebody surely reads what it shows; it might only spill there. */
  #refresh(tab: FormulaTab, placed: PlacedFormula, certain: boolean): Outcome {
    const { formula } = placed;
    const at = this.#running.findIndex((running) => running.formula === formula);
    if (at >= 0) {
      if (!certain) return 'done';
      return this.#running.slice(at + 1).every((running) => running.certain) ? 'circular' : 'unsure';
    }
    if (formula.pass === this.#pass) return 'done';
    formula.pass = this.#pass;
    this.#running.push({ formula, certain });
    const outcomes = this.#inputsOf(tab, formula).map((input) => this.#bring(input.tab, input.area));
    this.#running.pop();
    const circular = outcomes.includes('circular');
    if (!circular && outcomes.includes('unsure')) {
      formula.pass = 0;
      return 'unsure';
    }
    if (formula.stale) this.#show(tab, placed, circular ? '#REF!' : this.#valueOf(tab, formula));
    return 'done';
  }

  #valueOf(own: FormulaTab, { node }: Formula): Value {
    if (!node) return '#ERROR!';
    const read = ({ sheetName, a1 }: Extract<Node, { kind: 'reference' }>): Value => {
      const tab = this.#tabNamed(own, sheetName);
      const area = tab && areaNamed(a1, tab.size);
      if (!tab || !area) return '#REF!';
      const rows = tab.read(area, this.functions.clock());
      return area.rows === 1 && area.columns === 1 ? rows[0]![0]! : rows;
    };
    return evaluate(node, { functions: this.functions, read });
  }

  #show(tab: FormulaTab, placed: PlacedFormula, value: Value): void {
    const { formula } = placed;
    const before = filledBy(placed);
    const old = formula.shown;
    const wanted = shownOf(value, this.functions.clock());
    formula.wanted = { rows: wanted.length, columns: wanted[0]!.length };
    formula.shown = this.#hasRoom(tab, placed) ? wanted : [[{ value: '#REF!' }]];
    const changed = JSON.stringify(old) !== JSON.stringify(formula.shown);
    if (changed) {
      tab.makeRoomFor(filledBy(placed));
      tab.changed();
      this.touched(tab, before);
      this.touched(tab, filledBy(placed));
    }
    formula.stale = false;
  }

  /** A result shows only where nothing else does. */
  #hasRoom(tab: FormulaTab, placed: PlacedFormula): boolean {
    const area = wantedBy(placed);
    if (area.rows === 1 && area.columns === 1) return true;
    if (tab.placed.some((other) => other.formula !== placed.formula && overlaps(filledBy(other), area))) return false;
    return !tab.isStored(area, (row, column) => row === placed.row && column === placed.column);
  }

  #inputsOf(own: FormulaTab, formula: Formula): { tab: FormulaTab; area: Area }[] {
    if (formula.inputs?.at !== this.#structure) {
      const places = (formula.node ? referencesOf(formula.node) : []).flatMap(({ sheetName, a1 }) => {
        const tab = this.#tabNamed(own, sheetName);
        const area = tab && areaNamed(a1, tab.size);
        return tab && area ? [{ tab, area }] : [];
      });
      formula.inputs = { at: this.#structure, places };
    }
    return formula.inputs.places;
  }

  #tabNamed(own: FormulaTab, sheetName: string | undefined): FormulaTab | undefined {
    if (sheetName === undefined) return own;
    const wanted = sheetName.toLowerCase();
    return this.tabs().find(({ name }) => name.toLowerCase() === wanted);
  }
}
