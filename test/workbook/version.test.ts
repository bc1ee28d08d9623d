import { VERSION, versionGap, versionText } from '../../src/workbook/version';

const UPGRADES = [
  { version: '0.2.0', changes: ['A column comes.'] },
  { version: '0.10.0', changes: ['A tab comes.', 'A formula is renewed.'] },
];

describe('the version that set a workbook up', () => {
  it('is nothing to speak of where it is this one', () => {
    expect(versionGap(versionText(VERSION))).toBeNull();
    expect(versionGap('v0.10.0', '0.10.0', UPGRADES)).toBeNull();
  });

  it('is an older one where nothing is shown: everything that came since is named', () => {
    const gap = versionGap('', '0.10.0', UPGRADES);
    expect(gap).toMatchObject({
      isOlder: true,
      changes: ['A column comes.', 'A tab comes.', 'A formula is renewed.'],
    });
    expect(gap!.message).toMatch(/an older version of the tracker; this is 0\.10\.0.*Clusters ▸ Set up workbook/);
  });

  it('names only what came after it, and knows that 0.10 is later than 0.2', () => {
    const gap = versionGap('v0.2.0', '0.10.0', UPGRADES);
    expect(gap!.message).toContain('set up with version 0.2.0 of the tracker');
    expect(gap!.changes).toEqual(['A tab comes.', 'A formula is renewed.']);
  });

  it('says of a newer one that the script has to be updated, and names no changes', () => {
    const gap = versionGap('v0.10.0', '0.2.0', UPGRADES);
    expect(gap).toMatchObject({ isOlder: false, changes: [] });
    expect(gap!.message).toContain('the script in it is the older 0.2.0');
  });

  it('is taken for an older one where something else was typed there', () => {
    expect(versionGap('1 February 2000', '0.10.0', UPGRADES)!.isOlder).toBe(true);
  });
});
