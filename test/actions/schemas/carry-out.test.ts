import { carryOutSchema } from '../../../src/actions/schemas/carry-out';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

describe('carryOutSchema', () => {
  const sent = (more: object = {}) => ({ token: token(), request: 'R-1', on: '2026-11-30', ...more });
  it('takes a day, and a lead school where one is needed', () => {
    expect(fieldsRefused(carryOutSchema, sent())).toEqual([]);
    expect(fieldsRefused(carryOutSchema, sent({ lead: 'S-2', confirmed: true }))).toEqual([]);
  });
  it.each([
    ['no day', { on: '' }, 'on: Pick a date.'],
    ['no request', { request: '' }, 'request: Pick a request.'],
    ['an empty lead', { lead: '' }, 'lead: Pick a school.'],
  ])('names the field of %s', (_, more, message) =>
    expect(fieldsRefused(carryOutSchema, sent(more))).toEqual([message]),
  );
});
