import { column, required } from '../../src/workbook/define-sheet';
import * as kinds from '../../src/workbook/kinds';

describe('a column', () => {
  it('is as wide as its kind and says nothing of its own, unless told otherwise', () => {
    expect(column('Payee', kinds.text)).toEqual({
      header: 'Payee',
      kind: kinds.text,
      required: false,
      note: '',
      computed: false,
      width: kinds.text.width,
    });
    expect(column('Payee', kinds.text, { width: 300, note: 'Who is paid.' })).toMatchObject({
      width: 300,
      note: 'Who is paid.',
    });
  });

  it('is worked out where its kind is, and then has a formula', () => {
    for (const kind of [kinds.computed, kinds.computedDate])
      expect(column('Flag', kind, { formula: '=REQUEST_FLAGS({Requests})' })).toMatchObject({
        computed: true,
        formula: '=REQUEST_FLAGS({Requests})',
      });
  });

  it('that every row must fill in differs in nothing else', () => {
    const options = { width: 115, note: 'Given once.' };
    expect(required('Review ID', kinds.id('RV'), options)).toEqual({
      ...column('Review ID', kinds.id('RV'), options),
      kind: expect.objectContaining({ name: 'ID' }),
      required: true,
    });
  });
});
