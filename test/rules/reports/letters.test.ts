import { HEADINGS } from '../../../src/rules/overview/paper';
import { LETTER, leadLetter, schoolLetter } from '../../../src/rules/reports/letters';
import { AS_AT, ledgerLine, mark, meeting, parameters, SESSION, type Tabs } from '../../support/builders';
import { blockOf, linesOf, pageBooks, rowsOf } from '../../support/paper-cases';
import { CLUSTERS, day } from '../../support/rules-tables';

const TABS: Tabs = {
  meetings: [meeting('M-1', '2026-10-01'), meeting('M-2', '2027-01-20', { status: 'Planned' })],
  attendance: [mark('M-1', 1, 'Present', { releaseCost: 85 })],
  sessions: [SESSION],
  ledger: [ledgerLine('L-1', '2026-10-02', 'In', 'Match', 2500)],
};
const school = (tabs = TABS, asAt = AS_AT) =>
  schoolLetter(pageBooks(tabs), parameters(), { school: 0, year: 2026 }, day(asAt));
const lead = (tabs = TABS) => leadLetter(pageBooks(tabs), parameters(), { cluster: 0, year: 2026 }, day(AS_AT));

describe('the letter to a school (F1 to F3, M3, S2)', () => {
  it('says what it shows and owes: £150 + £30 VAT over five schools is £36 each', () => {
    const letter = school();
    expect(letter.title).toBe('School 1');
    expect(letter.blocks.map(({ heading }) => heading)).toEqual([
      LETTER.begins,
      HEADINGS.ourMeetings,
      HEADINGS.release,
      HEADINGS.shares,
      HEADINGS.toDo,
      HEADINGS.people,
      LETTER.ends,
    ]);
    expect(rowsOf(letter, HEADINGS.release)[0]).toMatchObject({
      Shown: 8_500,
      'Still to show': 41_500,
      Declared: 'not yet',
    });
    expect(rowsOf(letter, HEADINGS.shares)[0]).toMatchObject({ Owes: 3_600, Paid: 0, Open: 3_600 });
    expect(linesOf(letter, HEADINGS.ourMeetings)).toContain('Next: 20 Jan 2027.');
  });

  it('has room for a name at its foot, and is nothing of a year that has not begun', () => {
    expect(blockOf(school(), LETTER.ends).written!.text).toBe('');
    expect(school(TABS, '2026-08-31').blocks).toEqual([]);
  });
});

describe('the letter to a lead school (P3, F11)', () => {
  it('says what it holds and what the schools owe it', () => {
    const clusters = [{ ...CLUSTERS[0]!, leadSchool: 'School 1' }, CLUSTERS[1]!];
    const letter = lead({ ...TABS, clusters })!;
    expect(letter.title).toBe('School 1, lead school');
    expect(letter.about.slice(0, 2)).toEqual(['2026/27 as at 24 Nov 2026', 'North Cluster']);
    expect(linesOf(letter, LETTER.begins)).toEqual([
      'School 1 leads the North Cluster and holds its money. This is how it stands on 24 Nov 2026.',
    ]);
    expect(rowsOf(letter, HEADINGS.money)[0]).toMatchObject({ In: 250_000 });
    expect(rowsOf(letter, HEADINGS.shares)[5]).toMatchObject({ 'School owing': 'All', Owes: 18_000 });
  });

  it('is none where no school leads', () => {
    const clusters = [{ ...CLUSTERS[0]!, leadSchool: null }, CLUSTERS[1]!];
    expect(lead({ ...TABS, clusters })).toBeNull();
  });
});
