import type { ICellData, IStyleData } from '@univerjs/core';
import { packCells, unpackCells } from '../../host/book/packed-cells';

type Lines = Record<number, Record<number, ICellData>>;

const STYLES: Record<string, IStyleData> = {
  money: { n: { pattern: '£0.00' } },
  day: { n: { pattern: 'dd/mm/yyyy' } },
};

/** What a page makes of rows that were sent to it, where styles have names of its own. */
function sent(lines: Lines, row: number, rows: number): Lines {
  const told = JSON.parse(JSON.stringify(packCells(lines, row, rows, (name) => STYLES[name])));
  const nameOf = (style: IStyleData) => `own ${style.n?.pattern}`;
  return Object.fromEntries(unpackCells(told, nameOf).map((line, place) => [row + place, line])) as Lines;
}

describe('cells that are sent in columns', () => {
  it('are the same cells, under the names that styles have where they come to', () => {
    const lines: Lines = {
      3: { 0: { v: 12.5, t: 2, s: 'money' }, 2: { v: 'text', t: 1 } },
      4: { 0: { v: 1, t: 3 }, 2: { v: '01/02', t: 4 } },
      5: { 2: { v: 'of no kind' } },
      6: { 0: { v: 45_000, t: 2, s: 'day' } },
    };
    expect(sent(lines, 3, 4)).toEqual({
      3: { 0: { v: 12.5, t: 2, s: 'own £0.00' }, 2: { v: 'text', t: 1 } },
      4: { 0: { v: 1, t: 3 }, 2: { v: '01/02', t: 4 } },
      5: { 2: { v: 'of no kind' } },
      6: { 0: { v: 45_000, t: 2, s: 'own dd/mm/yyyy' } },
    });
  });

  it('keep the looks of blank cells, and give cells that are not there none', () => {
    const lines: Lines = { 0: { 1: { s: 'money' } }, 2: { 1: { v: null, s: 'day' } }, 3: { 1: { v: 'plain', t: 1 } } };
    expect(sent(lines, 0, 5)).toEqual({
      0: { 1: { s: 'own £0.00' } },
      1: {},
      2: { 1: { s: 'own dd/mm/yyyy' } },
      3: { 1: { v: 'plain', t: 1 } },
      4: {},
    });
  });

  it('go as they are where there is more in them', () => {
    const formula: ICellData = { f: '=A1', v: 5, t: 2, s: 'money' };
    const rich: ICellData = { v: 'two lines', p: { id: 'd', body: { dataStream: 'a\rb\r\n' } } as ICellData['p'] };
    const bare: ICellData = { v: 1, t: 2, s: { n: { pattern: '0%' } } };
    const found = sent({ 0: { 0: formula }, 1: { 0: rich }, 2: { 0: bare } }, 0, 3);
    expect(found).toEqual({ 0: { 0: { ...formula, s: 'own £0.00' } }, 1: { 0: rich }, 2: { 0: bare } });
  });
});
