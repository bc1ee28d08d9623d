import { figuresForm, saveFigure } from '../../src/actions/figures';
import { readSettings } from '../../src/workbook/reading/read-settings';
import { ADVISOR, DIRECTOR, done, LEAD, open } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { day, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const book = (settings: Row[] = []) => open(undefined, { settings });
const figure = (of: FakeWorkbook, parameter: string) =>
  done(figuresForm(of.as(DIRECTOR))).figures.find((one) => one.parameter === parameter);
const save = (of: FakeWorkbook, parameter: string, more: object = {}, email = DIRECTOR) =>
  saveFigure(of.as(email), { token: token(), parameter, shown: figure(of, parameter)?.shown ?? 'x', ...more });
const at = (of: FakeWorkbook, parameter: 'match.ratio' | 'psqm.places' | 'aim.1', year = 2026) =>
  readSettings(of.tables()).parameters.at(parameter, year);

describe('figures to confirm', () => {
  it('are those that are assumed or not set, in words, with what rests on each', () => {
    const of = book();
    expect(figure(of, 'match.ratio')).toMatchObject({ says: 'a 1:1 match', rests: ['money in the pots'], isSet: true });
    expect(figure(of, 'psqm.places')).toMatchObject({ says: '… PSQM places: not set', isSet: false });
    expect(figure(of, 'psqm.places')!.rests).toContain('annual reviews, which stay drafts until it is set');
    expect(figure(of, 'year.lastMeeting')!.rests).toEqual(['meetings still needed']);
    expect(figure(of, 'school.dayEnd')!.rests).toEqual(['the hours of a meeting']);
    expect(figure(of, 'decide.remindDays')!.rests).toEqual(['reminders']);
    expect(figure(of, 'cpd.cap')).toBeUndefined();
  });

  it('are the deciders’ alone, which is said on opening with their names', () => {
    const message = expect.stringMatching(/^This is not yours to do.*Ari Advisor \(Advisor\).*can do it\.$/);
    const of = book();
    of.owner = LEAD;
    expect(figuresForm(of.as(LEAD))).toMatchObject({ ok: false, message });
    expect(save(of, 'match.ratio', {}, LEAD)).toMatchObject({ ok: false, message });
    expect(save(of, 'match.ratio', {}, ADVISOR)).toMatchObject({ ok: true });
  });

  it('are confirmed as they are: who and when stand beside the value, which is the same', () => {
    const of = book([{ parameter: 'match.ratio', value: 1, unit: 'ratio', status: 'assumed', source: 'F5. Lost' }]);
    const answer = done(save(of, 'match.ratio'));
    expect(answer).toMatchObject({
      message: 'Confirmed: a 1:1 match.',
      next: expect.stringMatching(/^\d+ more are not/),
    });
    expect(of.tables().get('settings').rows).toMatchObject([
      {
        ...{ parameter: 'match.ratio', value: 1, status: 'confirmed', source: 'F5. Lost' },
        ...{ confirmedBy: 'Dana Director', confirmedOn: day('2026-11-24') },
      },
    ]);
    expect(figure(of, 'match.ratio')).toBeUndefined();
    expect(of.lastLine()).toMatchObject({ action: 'Confirm a figure', what: 'a 1:1 match (was 1, assumed)' });
  });

  it('are confirmed where Settings has no row for them yet', () => {
    const of = book();
    done(save(of, 'match.ratio'));
    expect(of.tables().get('settings').rows).toMatchObject([
      { parameter: 'match.ratio', value: 1, unit: 'ratio', status: 'confirmed', confirmedBy: 'Dana Director' },
    ]);
  });

  it('take another value from a year on: earlier years do not move', () => {
    const of = book([{ parameter: 'match.ratio', value: 1, unit: 'ratio', status: 'assumed' }]);
    const more = { value: '1.5', source: 'Letter of 3 November', from: '2026/27' };
    expect(save(of, 'match.ratio', more)).toMatchObject({ message: 'Confirmed: a 1.5:1 match from 2026/27.' });
    expect([at(of, 'match.ratio', 2025).value, at(of, 'match.ratio').value]).toEqual([1, 1.5]);
    expect(of.tables().get('settings').at(1)).toMatchObject({ source: 'Letter of 3 November', from: 2026 });
    // Another value for the same years goes into the same row.
    of.type('settings', 3, 'status', 'assumed');
    done(save(of, 'match.ratio', { ...more, value: '2' }));
    expect([of.count('settings'), at(of, 'match.ratio').value]).toEqual([2, 2]);
  });

  it('that are not set get their value, words too, and their source', () => {
    const of = book([{ parameter: 'psqm.places', value: '', unit: 'count', status: 'unset' }]);
    expect(save(of, 'psqm.places')).toMatchObject({ problems: [{ field: 'value' }] });
    done(save(of, 'psqm.places', { value: '5', source: 'The Trust' }));
    expect(at(of, 'psqm.places')).toMatchObject({ value: 5, status: 'confirmed' });
    done(save(of, 'aim.1', { value: 'Children ask questions', source: 'Minutes of 2016' }));
    expect(at(of, 'aim.1')).toMatchObject({ text: 'Children ask questions', status: 'confirmed' });
  });

  it('say everything that is wrong at once, and write nothing', () => {
    const of = book();
    expect(save(of, 'match.ratio', { value: 'lots', from: 'soon' })).toMatchObject({
      problems: [
        { field: 'from' },
        { field: 'value', message: 'Type a number such as 1.' },
        { field: 'source', message: 'Say where the value comes from: a letter, a meeting, a page.' },
      ],
    });
    expect(of.count('settings')).toBe(0);
  });

  it('are written once: again says so, and one that changed meanwhile is refused', () => {
    const of = book();
    const payload = { token: token(), parameter: 'match.ratio', shown: figure(of, 'match.ratio')!.shown };
    done(saveFigure(of.as(DIRECTOR), payload));
    expect(saveFigure(of.as(DIRECTOR), payload)).toMatchObject({ ok: true });
    const other = { ...payload, value: '3', source: 'A guess' };
    expect(saveFigure(of.as(ADVISOR), other)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/was changed/),
    });
    expect([of.count('settings'), of.count('log')]).toEqual([1, 2]);
  });
});
