import { answerSchema, withdrawSchema } from '../../../src/actions/schemas/my-requests';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

describe('an answer to a question', () => {
  const refused = (change: object) =>
    fieldsRefused(answerSchema, { token: token(), request: 'R-1', answer: 'Two days', ...change });

  it('is some words on a request', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ answer: ' \n' })).toEqual(['answer: Type your answer.']);
    expect(refused({ answer: 'x'.repeat(2_001) })).toEqual(['answer: Keep it under 2000 characters.']);
    expect(refused({ request: '' })).toEqual(['request: Pick a request.']);
    expect(refused({ token: null })).toEqual(['token: Open the form again.']);
  });
});

describe('a withdrawal', () => {
  const refused = (change: object) => fieldsRefused(withdrawSchema, { token: token(), request: 'R-1', ...change });

  it('is of a request, and needs no reason', () => {
    for (const reason of [undefined, null, '', 'The trip is off']) expect(refused({ reason })).toEqual([]);
    expect(refused({ request: undefined })).toEqual(['request: Pick a request.']);
    expect(refused({ reason: 5 })).toEqual(['reason: Type some text.']);
  });
});
