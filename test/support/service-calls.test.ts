import { costOf, isLocal, secondsOf } from './service-calls';

describe('what a run costs on Google’s servers', () => {
  it('counts what looks at cells, properties, locks and protections, and not what asks objects of the script', () => {
    const far = ['Range.getValues', 'Properties.getProperties', 'Lock.tryLock', 'Protection.getEditors', 'X.unknown'];
    const near = ['Sheet.getRange', 'Range.getRow', 'DataValidationBuilder.build', 'User.getEmail', 'Menu.addItem'];
    expect(far.filter(isLocal)).toEqual([]);
    expect(near.filter((call) => !isLocal(call))).toEqual([]);
    expect(costOf([...far, ...near])).toMatchObject({ calls: 10, server: 5, reads: 1 });
  });

  it('counts each reading of the workbook after a write, once the write was not made by a flush', () => {
    const [read, write] = ['Range.getValues', 'Range.setValues'];
    expect(costOf([read, write, write, read, read, write, read]).changes).toBe(2);
    expect(costOf([write, 'SpreadsheetApp.flush', read]).changes).toBe(0);
    expect(costOf([write, 'Sheet.getRange', 'Properties.getProperties', write]).changes).toBe(0);
    expect(costOf([write, 'Sheet.getMaxRows']).changes).toBe(1);
  });

  it('makes seconds of them, and never none', () => {
    const none = { calls: 0, server: 0, changes: 0, reads: 0, writes: 0 };
    expect(secondsOf(none)).toBe(1);
    expect(secondsOf({ ...none, calls: 110, server: 30 })).toBe(3);
    expect(secondsOf({ ...none, calls: 10, server: 10, changes: 4 })).toBe(3);
  });
});
