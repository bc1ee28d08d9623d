import type { Grid } from '../tables';

/**
 * What was read of some grids, for several tables that are made of the same ones: a page asks several functions, and
 * each tab is read once for all of them.
 */
export class Readings {
  private readonly read = new Map<Grid, Map<string, unknown>>();

  /**
   * What was made of a grid, made when it is first asked for.
   *
   * @param what - Which of several things; whatever else it depends on is said there too.
   */
  of<T>(grid: Grid, what: string, make: () => T): T {
    const ofGrid = this.read.get(grid) ?? new Map<string, unknown>();
    this.read.set(grid, ofGrid);
    if (!ofGrid.has(what)) ofGrid.set(what, make());
    return ofGrid.get(what) as T;
  }
}
