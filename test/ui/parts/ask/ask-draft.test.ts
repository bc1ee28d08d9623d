import type { MatterForm } from '../../../../src/actions/answers';
import { blankDraft, isComplete, NEW_SESSION } from '../../../../src/ui/parts/ask/ask-draft';

const TRAVEL = { matter: 'Travel', fields: [{ name: 'amount', required: true }] } as unknown as MatterForm;
const TRAINING = { matter: 'CPD session', fields: [{ name: 'session', required: true }] } as unknown as MatterForm;
const asked = { ...blankDraft('C-1'), purpose: 'Visit' };

describe('a request that is being typed', () => {
  it.each([
    ['without a matter', asked, null, false],
    ['without a cluster', { ...asked, cluster: '' }, TRAVEL, false],
    ['without a purpose', { ...asked, purpose: '  ' }, TRAVEL, false],
    ['with what every request has', asked, TRAVEL, true],
    ['for a session that is not entered yet', { ...asked, session: NEW_SESSION }, TRAINING, false],
  ])('%s', (_what, draft, matter, complete) => expect(isComplete(draft, matter)).toBe(complete));

  it('for a new session once all of that is entered, whether VAT is charged included', () => {
    const newSession = { ...asked.newSession, date: '2026-11-02', provider: 'Bright Spark', netFee: '300' };
    const draft = { ...asked, session: NEW_SESSION, newSession };
    expect(isComplete(draft, TRAINING)).toBe(false);
    expect(isComplete({ ...draft, newSession: { ...newSession, vatRegistered: 'no' } }, TRAINING)).toBe(true);
    expect(isComplete(draft, TRAVEL)).toBe(true);
  });
});
