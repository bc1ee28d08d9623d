import { createHash } from 'node:crypto';
import { idFrom } from '../../src/actions/ids';

const TOKEN = 'k3j5h2k3j5h2';

describe('the ID of a new row', () => {
  it('is the same whenever the same form is sent', () => {
    expect(idFrom('M', TOKEN)).toBe(idFrom('M', TOKEN));
    expect(idFrom('M', TOKEN)).toBe(idFrom('M', TOKEN, 0));
  });

  it('is another one for another form, tab or row of the form', () => {
    const ids = [idFrom('M', TOKEN), idFrom('M', `${TOKEN}x`), idFrom('M', TOKEN, 1), idFrom('M', TOKEN, 'R-1')];
    expect(new Set(ids).size).toBe(4);
    expect(idFrom('R', TOKEN).slice(2)).not.toBe(idFrom('M', TOKEN).slice(2));
  });

  it('has its prefix and six letters and digits that nobody misreads', () => {
    for (let part = 0; part < 200; part++) expect(idFrom('CPD', TOKEN, part)).toMatch(/^CPD-[0-9A-HJKMNP-TV-Z]{6}$/);
  });

  it('stays the same from one version to the next: the first bytes of a SHA-256', () => {
    const bytes = [...createHash('sha256').update('R token0000000001 0').digest().subarray(0, 6)];
    const letters = idFrom('R', 'token0000000001').slice(2).split('');
    expect(letters.map((letter) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter))).toEqual(
      bytes.map((byte) => byte % 32),
    );
  });
});
