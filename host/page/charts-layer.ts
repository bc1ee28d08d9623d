/** The charts of the sheet that is shown, over its cells: they scroll with them and follow what they say. */
import { type ICommandService, type Injector, IUniverInstanceService, UniverInstanceType } from '@univerjs/core';
import { IRenderManagerService, SHEET_VIEWPORT_KEY } from '@univerjs/engine-render';
import { SheetSkeletonManagerService } from '@univerjs/sheets-ui';
import { quoteSheetName, writeA1 } from '../book/areas';
import { sheetNumber } from '../book/sheet-number';
import type { SavedChart } from '../contract';
import { type Drawn, drawChart } from './chart-drawing';
import { readerOf } from './formula-rules';

const WIDTH = 600; // as Google has charts that are given no size
const HEIGHT = 371;

/** A chart on the screen. */
interface Shown {
  readonly box: HTMLElement;
  /** What was drawn last. */
  drawn: string;
  remove(): void;
}

export class ChartsLayer {
  readonly #layer = document.createElement('div');
  readonly #shown = new Map<number, Shown>();
  #charts: readonly SavedChart[] = [];
  #isDue = false;

  constructor(
    private readonly container: HTMLElement,
    private readonly injector: Injector,
    commands: ICommandService,
  ) {
    this.#layer.id = 'charts';
    // Univer fills its own element; the layer lies beside it.
    container.after(this.#layer);
    // Whatever is done may move cells, scroll, or change what they say.
    commands.onCommandExecuted(() => this.#soon());
    new ResizeObserver(() => this.#soon()).observe(container);
  }

  show(charts: readonly SavedChart[]): void {
    this.#charts = charts;
    this.#soon();
  }

  /** Once for everything that is done before the next picture. */
  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#update();
    });
  }

  #update(): void {
    const workbook = this.#workbook();
    const sheet = workbook?.getActiveSheet();
    const own = sheet ? this.#charts.filter(({ sheetId }) => sheetId === sheetNumber(sheet.getSheetId())) : [];
    for (const [id, shown] of this.#shown) {
      if (own.some((chart) => chart.id === id)) continue;
      shown.remove();
      this.#shown.delete(id);
    }
    if (own.length === 0) return;
    this.#cover();
    for (const chart of own) this.#put(chart);
  }

  #workbook() {
    return this.injector
      .get(IUniverInstanceService)
      .getCurrentUnitOfType<import('@univerjs/core').Workbook>(UniverInstanceType.UNIVER_SHEET);
  }

  /** Where the sheet is drawn, and how far it is scrolled. */
  #place() {
    const workbook = this.#workbook();
    const render = workbook && this.injector.get(IRenderManagerService).getRenderById(workbook.getUnitId());
    const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
    const canvas = this.container.querySelector('canvas[id^="univer-sheet-main-canvas"]');
    const view = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    if (!workbook || !render || !skeleton || !canvas || !view) return undefined;
    const { scaleX: scale } = render.scene.getAncestorScale();
    return { skeleton, canvas, view, scale, freeze: workbook.getActiveSheet().getFreeze() };
  }

  /** The layer covers the cells that scroll, and no more. */
  #cover(): void {
    const place = this.#place();
    if (!place) return;
    const { skeleton, canvas, scale, freeze } = place;
    const [outer, inner] = [this.#layer.offsetParent!.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const first = skeleton.getCellWithCoordByIndex(Math.max(0, freeze.startRow), Math.max(0, freeze.startColumn));
    const left = inner.left - outer.left + first.startX * scale;
    const top = inner.top - outer.top + first.startY * scale;
    Object.assign(this.#layer.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${inner.right - outer.left - left}px`,
      height: `${inner.bottom - outer.top - top}px`,
    });
  }

  #put(chart: SavedChart): void {
    const place = this.#place();
    if (!place) return;
    const { skeleton, view, scale, freeze } = place;
    const { anchor, options } = chart;
    const first = skeleton.getCellWithCoordByIndex(Math.max(0, freeze.startRow), Math.max(0, freeze.startColumn));
    const cell = skeleton.getCellWithCoordByIndex(anchor.row - 1, anchor.column - 1);
    const shown = this.#shown.get(chart.id) ?? this.#make(chart);
    const left = (cell.startX - first.startX - view.viewportScrollX + anchor.right) * scale;
    const top = (cell.startY - first.startY - view.viewportScrollY + anchor.down) * scale;
    Object.assign(shown.box.style, {
      transform: `translate(${left}px, ${top}px) scale(${scale})`,
      width: `${Number(options['width'] ?? WIDTH)}px`,
      height: `${Number(options['height'] ?? HEIGHT)}px`,
    });
    this.#draw(chart, shown);
  }

  #make({ id }: SavedChart): Shown {
    const box = document.createElement('figure');
    box.setAttribute('role', 'img');
    this.#layer.append(box);
    const shown: Shown = { box, drawn: '', remove: () => box.remove() };
    this.#shown.set(id, shown);
    return shown;
  }

  /** Draws a chart anew where what it shows has changed. */
  #draw(chart: SavedChart, shown: Shown): void {
    const found = this.#read(chart);
    const text = JSON.stringify([chart, found]);
    if (shown.drawn === text) return;
    shown.drawn = text;
    shown.remove = () => shown.box.remove();
    shown.box.setAttribute('aria-label', this.#nameOf(chart));
    if (!found) {
      shown.box.textContent = 'What this chart drew is gone.';
      return;
    }
    const detach = drawChart(shown.box, chart, found);
    shown.remove = () => {
      detach();
      shown.box.remove();
    };
  }

  /** A chart is called by its title, and by the cells that say the same. */
  #nameOf({ options, ranges: [range] }: SavedChart): string {
    const title = String(options['title'] ?? 'Chart');
    const sheet = range && this.#sheetOf(range.sheetId);
    if (!range || !sheet) return title;
    const area = { row: range.row - 1, column: range.column - 1, rows: range.rows, columns: range.columns };
    return `${title}. Chart of ${quoteSheetName(sheet.getName())}!${writeA1(area)}`;
  }

  #sheetOf(id: number) {
    return this.#workbook()
      ?.getSheets()
      .find((sheet) => sheetNumber(sheet.getSheetId()) === id);
  }

  /** The table of a chart: its header row, and its first column, are what things are called. */
  #read({ ranges: [range] }: SavedChart): Drawn | undefined {
    const workbook = this.#workbook();
    const sheet = range && this.#sheetOf(range.sheetId);
    if (!range || !sheet || !workbook) return undefined;
    const read = readerOf(this.injector)(workbook.getUnitId(), sheet.getSheetId());
    const [row, column] = [range.row - 1, range.column - 1];
    const down = Array.from({ length: range.rows - 1 }, (_, at) => row + 1 + at);
    const pattern = sheet.getComposedCellStyle(row + 1, column + 1)?.n?.pattern ?? '';
    return {
      names: down.map((at) => String(read(at, column))),
      isMoney: pattern.includes('£'),
      series: Array.from({ length: range.columns - 1 }, (_, at) => ({
        name: String(read(row, column + 1 + at)),
        values: down.map((line) => {
          const value = read(line, column + 1 + at);
          return typeof value === 'number' ? value : Number.NaN;
        }),
      })),
    };
  }
}
