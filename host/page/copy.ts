/** A page's own copy of the workbook: it calculates nothing, says what a person changes in it, and does what it is told. */
import { CommandType, ICommandService, type Injector, type IWorkbookData } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { type PackedCells, unpackCells } from '../book/packed-cells';
import {
  afterSpillChanges,
  isDoneAgain,
  isShared,
  movesCells,
  SET_CELLS,
  SPILLS,
  type SpillChanges,
} from '../book/univer/shared-mutations';
import { endFollowing } from '../book/univer/univer-following';

export interface Mutation {
  id: string;
  params: unknown;
}

export class Copy {
  readonly #commands: ICommandService;
  #applying = false;
  /** What fills cells beside formulas, as the server said last. */
  #spilled: object = {};
  /** Own changes that moved cells and have not come back: what was done before them came to stand elsewhere. */
  #moves = 0;

  constructor(
    private readonly api: FUniver,
    private readonly injector: Injector,
    onMutation: (mutation: Mutation) => void,
  ) {
    this.#commands = injector.get(ICommandService);
    this.#commands.onCommandExecuted((command, options) => {
      if (command.type !== CommandType.MUTATION || this.#applying) return;
      if (!isShared(command.id) || command.id === SPILLS) return;
      const { fromCollab, fromFormula } = (options ?? {}) as { fromCollab?: boolean; fromFormula?: boolean };
      if (fromCollab || fromFormula) return;
      if (movesCells(command.id)) this.#moves++;
      onMutation({ id: command.id, params: structuredClone(command.params) });
    });
  }

  /**
   * Puts a workbook in the place of the one before.
   *
   * @param onFirst - Called when the first one of all is there, and nothing fills its cells yet.
   */
  replace(workbook: Partial<IWorkbookData>, spilled: unknown, onFirst: () => void = () => undefined): void {
    this.#moves = 0;
    this.#quietly(() => {
      const old = this.api.getActiveWorkbook();
      if (old) {
        this.api.disposeUnit(old.getId());
        endFollowing(this.injector);
      }
      this.api.createWorkbook(workbook);
      if (!old) onFirst();
      // Results that fill neighbouring cells are no part of a workbook's own data.
      this.#run(SPILLS, { unitId: workbook.id, ...(spilled as object) });
      // A workbook that was shown before takes its results away with it, a moment later.
      if (old) setTimeout(() => this.#quietly(() => this.#run(SPILLS, this.#spilled)), 0);
    });
  }

  /** Puts rows of a tab in the place of those it has. */
  fill(key: string, cells: PackedCells): void {
    const workbook = this.api.getActiveWorkbook()?.getWorkbook();
    const lines = workbook?.getSheetBySheetId(key)?.getCellMatrix().getMatrix();
    if (!workbook || !lines) return;
    const styles = workbook.getStyles();
    const filled = unpackCells(cells, (style) => styles.setValue(style) ?? undefined);
    for (const [place, line] of filled.entries()) lines[cells.row + place] = line as (typeof lines)[number];
  }

  /** All cells of a tab are there: what looks at cells looks again. */
  filled(key: string): void {
    const unitId = this.api.getActiveWorkbook()?.getId();
    this.#quietly(() => {
      this.#run(SET_CELLS, { unitId, subUnitId: key, cellValue: {} });
      this.#run(SPILLS, this.#spilled);
    });
  }

  /**
   * Applies what the server says. `own` is an echo of this page's own change, or what the server did for it. (Where others
   * changed cells that this page has moved since, the move is refused, and all begins anew.)
   */
  apply({ id, params }: Mutation, own: boolean): void {
    if (own && movesCells(id)) this.#moves--;
    if (own && !isDoneAgain(id, this.#moves > 0)) return;
    this.#quietly(() => this.#run(id, params as object));
  }

  #quietly(work: () => void): void {
    this.#applying = true;
    try {
      work();
    } finally {
      this.#applying = false;
    }
  }

  #run(id: string, said: object): void {
    if (id === SPILLS)
      this.#spilled = 'changed' in said ? afterSpillChanges(this.#spilled, said as SpillChanges) : said;
    const params = id === SPILLS ? this.#spilled : said;
    this.#commands.syncExecuteCommand(id, params, { fromCollab: true, onlyLocal: true });
  }
}
