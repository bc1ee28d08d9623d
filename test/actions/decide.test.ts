import { askRequest } from '../../src/actions/ask';
import { decideRequests } from '../../src/actions/decide';
import { myRequests } from '../../src/actions/my-requests';
import { verifyLog } from '../../src/actions/verify-log';
import {
  ADVISOR,
  ASKED,
  asSent,
  cardOf,
  DIRECTOR,
  decide,
  flag,
  LEAD,
  make,
  open,
  PSQM,
  STRANGER,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('deciding (A5, A10, A11)', () => {
  it('answers a form that is sent again to decide otherwise with what stands', () => {
    const book = open();
    const key = token();
    expect(make(book, ADVISOR, 'Approve', {}, 'R-1', key)).toMatchObject({ ok: true });
    expect(make(book, ADVISOR, 'Approve', {}, 'R-1', key)).toMatchObject({
      ok: true,
      message: 'R-1 is approved £350.00 already.',
    });
    expect(make(book, ADVISOR, 'Decline', {}, 'R-1', key)).toMatchObject({ ok: false, flag: 'approved £350.00' });
    for (const more of [{ amount: '100' }, { reason: 'On condition' }])
      expect(make(book, ADVISOR, 'Approve', more, 'R-1', key)).toMatchObject({
        ok: false,
        message: expect.stringContaining('this form was sent before, to decide otherwise'),
      });
    expect(book.count('decisions')).toBe(1);
  });

  it('decides nothing on a request that one form names twice, and the others all the same', () => {
    const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
    const line = (request: string, decision: string) => ({
      request,
      decision,
      reason: 'Because',
      shown: cardOf(book, ADVISOR, request).shown,
    });
    const results = decide(book, ADVISOR, [line('R-1', 'Approve'), line('R-2', 'Decline'), line('R-1', 'Decline')]);
    expect(results.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(results[0]!.message).toBe('R-1 is in the list twice, so it was not decided. Open the form again.');
    expect([flag(book), flag(book, 1)]).toEqual(['waiting for Advisor', 'declined']);
  });

  it('tells the second who asked back meanwhile, and when', () => {
    const people = [...PEOPLE, { name: 'Sue', email: 'sue@example.org', role: 'Advisor', standsInFor: ADVISOR }];
    const book = open([ASKED], { people });
    const { shown } = cardOf(book, ADVISOR, 'R-1');
    make(book, 'sue@example.org', 'More information');
    const [late] = decide(book, ADVISOR, [{ request: 'R-1', decision: 'Approve', shown }]);
    expect(late).toMatchObject({ ok: false });
    expect(late!.message).toMatch(
      /more information wanted since it was shown to you\. Sue decided on 24 Nov 2026, 10:0\d\..*A11/,
    );
  });

  it.each([
    [LEAD, 'Refused: decide'],
    [STRANGER, 'Refused: decide'],
  ])('refuses %s, notes it in the log, and writes nothing else', (email, action) => {
    const book = open();
    const answer = decideRequests(book.as(email), {
      token: token(),
      decisions: [{ request: 'R-1', decision: 'Approve', shown: 'x' }],
    });
    expect(JSON.stringify(answer)).toMatch(/may decide|decides on|not in the People tab|made or changed/);
    expect(book.lastLine()).toMatchObject({ action, reference: 'R-1', who: email });
    expect(book.count('decisions')).toBe(0);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('says what to do with more than a hundred at once, and with a matter nobody decides on', () => {
    const book = open([{ ...ASKED, matter: 'Project' }]);
    const decisions = new Array(101).fill({ request: 'R-1', decision: 'Approve', shown: 'x' });
    expect(decideRequests(book.as(ADVISOR), { token: token(), decisions })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/at most 100/),
    });
    expect(decide(book, ADVISOR, decisions.slice(0, 1))[0]!.message).toMatch(/nobody needs to\./);
  });

  it(
    'refuses what the rules would not count: a pot it cannot be paid from, after the change of an approved request ' +
      '(S10)',
    () => {
      const book = open();
      make(book, ADVISOR, 'Approve');
      book.type('requests', 2, 'pot', 'Administration');
      expect(cardOf(book, ADVISOR, 'R-1').findings.map(({ rule }) => rule)).toContain('S10');
      expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false, message: expect.stringMatching(/\(S10\)/) });
      expect(book.count('decisions')).toBe(1);
    },
  );

  it('refuses what is dated after today (A2)', () => {
    const book = open([{ ...ASKED, askedOn: '2026-12-01' }]);
    expect(make(book, ADVISOR, 'Approve').message).toMatch(/“Asked on” is 1 Dec 2026, after today/);
  });

  it('gives one place to one of two that are approved together (Q3)', () => {
    const requests = [PSQM, { ...PSQM, id: 'R-2', school: 'School 2' }];
    const settings = [{ parameter: 'psqm.places', value: 1, from: '2026/27', status: 'confirmed' }];
    const book = open(requests, { settings });
    expect(cardOf(book, ADVISOR, 'R-2')).toMatchObject({
      flag: 'waiting list 1',
      moves: ['More information', 'Decline'],
    });
    const two = open(requests, { settings: [{ ...settings[0]!, value: 2 }] });
    const shown = ['R-1', 'R-2'].map((id) => cardOf(two, ADVISOR, id).shown);
    two.type('settings', 2, 'value', 1);
    const results = decide(
      two,
      ADVISOR,
      ['R-1', 'R-2'].map((request, index) => ({ request, decision: 'Approve', shown: shown[index] })),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it('approves no PSQM before the training hub is known, and waits for nobody by name (Q2)', () => {
    const book = open([{ ...PSQM, payee: null }]);
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({
      flag: 'waiting for training hub',
      moves: ['More information', 'Decline'],
    });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false });
    expect(myRequests(book.as(LEAD))).toMatchObject({ requests: [{ waitingFor: 'training hub' }] });
    expect(
      cardOf(book, ADVISOR, 'R-1')
        .findings.map(({ message }) => message)
        .join(),
    ).toMatch(/places is not set/);
  });
});

describe('authors (A3)', () => {
  it.each<[string, (book: FakeWorkbook) => void]>([
    ['added to “Asked by” by hand', (book) => book.type('requests', 2, 'askedBy', `${LEAD}; ${ADVISOR}`)],
    [
      'changing the note afterwards',
      (book) => {
        const note = asSent({ request: 'R-1', note: 'Invoice follows', confirmed: true });
        expect(askRequest(book.as(ADVISOR), note)).toMatchObject({ ok: true });
      },
    ],
  ])('that come later void no decision: the decider, %s', (_, later) => {
    const book = open();
    make(book, ADVISOR, 'Approve');
    later(book);
    expect(flag(book)).toBe('approved £350.00');
  });
});

describe('an approved change of membership (C2)', () => {
  it('is told with what is still to do', () => {
    const book = open([{ ...ASKED, matter: 'School leaving', pot: null, amount: null, school: 'School 2' }]);
    const decisions = [{ request: 'R-1', decision: 'Approve', shown: cardOf(book, ADVISOR).shown }];
    expect(decideRequests(book.as(ADVISOR), { token: token(), decisions })).toMatchObject({
      results: [
        {
          ok: true,
          message:
            'R-1 is approved. Still to do: Clusters ▸ Record ▸ A school joins, leaves or is replaced: the last day of ' +
            'School 2.',
        },
      ],
    });
  });
});
