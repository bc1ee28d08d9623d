import { digestState, sendDigest, switchDigest } from '../../src/actions/digest';
import type { Mail, World } from '../../src/actions/world';
import { ADVISOR, DIRECTOR, done, LEAD, logged, open, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';

/** Somebody whose mails are kept, of which so many may go out. */
function posting(book: FakeWorkbook, email: string, quota = 100) {
  const sent: Mail[] = [];
  const shown: string[] = [];
  const triggers: string[] = [];
  const world: World = {
    ...book.as(email),
    mail: { left: () => quota - sent.length, send: (mail) => void sent.push(mail) },
    trigger: {
      refused: () => null,
      mine: () => triggers[triggers.length - 1] === 'create',
      create: () => void triggers.push('create'),
      remove: () => void triggers.push('remove'),
    },
    showDigest: (text) => void shown.push(text),
  };
  return { world, sent, shown, triggers };
}

describe('the switch of the digest (A9)', () => {
  it('is for deciders', () => {
    for (const email of [LEAD, STRANGER]) {
      expect(switchDigest(open().as(email), { on: true })).toMatchObject({ ok: false });
      expect(digestState(open().as(email))).toMatchObject({ ok: false });
    }
    expect(switchDigest(open().as(ADVISOR), { on: 'yes' })).toMatchObject({ ok: false, problems: [{ field: 'on' }] });
  });

  it('goes on from the account of whoever turns it, and off again', () => {
    const book = open();
    const { world, shown, triggers } = posting(book, ADVISOR);
    expect(switchDigest(world, { on: true })).toMatchObject({ ok: true, message: expect.stringContaining(ADVISOR) });
    expect(done(digestState(book.as(DIRECTOR)))).toMatchObject({ on: true, runsAs: ADVISOR, mine: false });
    expect(switchDigest(world, { on: true })).toMatchObject({ message: 'The daily digest is on already.' });
    expect(switchDigest(world, { on: false })).toMatchObject({ ok: true });
    expect(done(digestState(book.as(DIRECTOR)))).toMatchObject({ on: false, runsAs: null, warning: null });
    expect(shown).toEqual([`On, from ${ADVISOR}. It has not run yet.`, 'Off']);
    expect(triggers).toEqual(['remove', 'create', 'remove']);
    expect(logged(book).slice(1)).toEqual(['Switch the digest on', 'Switch the digest off']);
  });
});

describe('sending the digest (A9)', () => {
  const on = () => {
    const book = open();
    const from = posting(book, ADVISOR);
    done(switchDigest(from.world, { on: true }));
    return { book, ...from };
  };

  it('does nothing while it is off, and takes away a trigger that was left', () => {
    const { world, sent, triggers } = posting(open(), ADVISOR);
    expect(sendDigest(world, true)).toMatchObject({ ok: false, message: 'The daily digest is off.' });
    expect([sent, triggers]).toEqual([[], ['remove']]);
  });

  it('writes to whom something waits for, once a day', () => {
    const { world, sent, shown } = on();
    expect(sendDigest(world, true)).toEqual({ ok: true, sent: [DIRECTOR, ADVISOR], held: [], failed: [] });
    expect(sendDigest(world, true)).toMatchObject({ ok: true, sent: [] });
    expect(sent.map(({ to }) => to)).toEqual([DIRECTOR, ADVISOR]);
    expect(shown.at(-1)).toContain('2 people had today’s mail before.');
  });

  it('keeps for tomorrow what the quota does not allow', () => {
    const { book } = on();
    const { world, sent, shown } = posting(book, ADVISOR, 1);
    expect(sendDigest(world, true)).toMatchObject({ sent: [DIRECTOR], held: [ADVISOR] });
    expect(sent).toHaveLength(1);
    expect(shown.at(-1)).toMatch(/1 person not, and first tomorrow: advisor@example\.org\.$/);
  });

  it('tells of a chore that failed, and sends all the same', () => {
    const { world, shown } = on();
    const answer = sendDigest(world, true, [
      () => {
        throw new Error('The tab Reviews is missing.');
      },
    ]);
    expect(answer).toMatchObject({ ok: true, sent: [DIRECTOR, ADVISOR] });
    expect(shown.at(-1)).toMatch(/2 people written to\. The tab Reviews is missing\.$/);
  });

  it('is for the account it runs from, and deciders; the trigger of another one goes', () => {
    const { book } = on();
    expect(sendDigest(posting(book, LEAD).world, false)).toMatchObject({ ok: false });
    const other = posting(book, DIRECTOR);
    expect(sendDigest(other.world, true)).toMatchObject({ ok: false, message: expect.stringContaining(ADVISOR) });
    expect([other.sent, other.triggers]).toEqual([[], ['remove']]);
    expect(sendDigest(other.world, false)).toMatchObject({ ok: true });
  });
});
