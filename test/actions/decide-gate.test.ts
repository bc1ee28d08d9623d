import { ADVISOR, ASKED, cardOf, DIRECTOR, flag, make, open } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';

const ASKING: Row = { ...ASKED, matter: 'Next stage', pot: null, amount: null, payee: null };
const LACKS = 'review of year 1 (2026/27), review of year 2 (2027/28), report, application';
const WHY = 'Agreed with the Steering Group';
const approve = (book: FakeWorkbook, reason: string | null, email = DIRECTOR) =>
  make(book, email, 'Approve', { reason });

describe('letting somebody pass to the next stage (G3)', () => {
  it('is refused while something is missing, and says what', () => {
    const book = open([ASKING]);
    expect(cardOf(book, DIRECTOR).findings).toContainEqual({
      rule: 'G3',
      severity: 'warn',
      message: `The next stage needs what is not there yet: ${LACKS}.`,
    });
    expect(approve(book, null)).toMatchObject({
      ok: false,
      message: `R-1: it lacks ${LACKS}: to let it pass all the same, give the reason, which stays in the flag. (G3)`,
    });
    expect(book.count('decisions')).toBe(0);
  });
  it('is done by the Director with a reason, which stays in the flag', () => {
    const book = open([ASKING]);
    expect(approve(book, WHY, ADVISOR)).toMatchObject({ ok: false });
    expect(approve(book, WHY)).toMatchObject({ ok: true, flag: `approved without ${LACKS}: ${WHY}` });
    expect(flag(book)).toBe(`approved without ${LACKS}: ${WHY}`);
    expect(book.tables().get('decisions').at(0).decidedOnWhat).toContain('"lacking":["review of year 1 (2026/27)"');
  });
  it('needs no reason once all is there, of the school itself where it is one that asks', () => {
    const reviews: Row[] = [
      { id: 'RV-1', cluster: 'North Cluster', year: '2025/26', heldOn: '2026-07-01' },
      { id: 'RV-2', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-02' },
      {
        id: 'RV-3',
        cluster: 'North Cluster',
        year: '2026/27',
        school: 'School 2',
        reportReceived: '2026-11-03',
        appliedOn: '2026-11-04',
      },
    ];
    const clusters = [{ id: 'C-1', name: 'North Cluster', leadSchool: 'School 1', agreementStart: '2025-09-01' }];
    const tabs = {
      clusters: [...clusters, { id: 'C-2', name: 'South Cluster', agreementStart: '2026-09-01' }],
      reviews,
    };
    expect(approve(open([{ ...ASKING, school: 'School 2' }], tabs), null)).toMatchObject({
      ok: true,
      flag: 'approved',
    });
    expect(approve(open([ASKING], tabs), null).message).toContain('it lacks report, application');
  });
});
