import { minutesMeant } from '../../../src/workbook/kinds/times';

describe('a time of day as text', () => {
  it.each([
    ['13:30', 810],
    ['13.30', 810],
    ['9:05', 545],
    ['09:05:00', 545],
    ['1pm', 780],
    ['1 PM', 780],
    ['9am', 540],
    ['9 a.m.', 540],
    ['1.30 p.m.', 810],
    ['1:30 pm', 810],
    ['12:30 am', 30],
    ['12am', 0],
    ['12 noon', 720],
    ['Noon', 720],
    ['midday', 720],
    ['12pm', 720],
    ['0930', 570],
    ['1330 hrs', 810],
    ['13:30 hours', 810],
    ['13h30', 810],
    ['13:30 pm', 810],
    ['1\u00a0pm\u200b', 780],
    ["'13:30", 810],
  ])('%j is minute %d', (text, minutes) => expect(minutesMeant(text)).toBe(minutes));

  it.each(['', '9', '930', '24:00', '13:60', '25pm', '0pm', '13am', '9-10', 'after lunch', '9.30-10.30', 'pm'])(
    '%j is none that can be told',
    (text) => expect(minutesMeant(text)).toBeUndefined(),
  );
});
