import { createHmac } from 'node:crypto';
import type { Kept, Register } from '../../../src/rules/basics/seals';
import { requestStates } from '../../../src/rules/requests/replay';
import { Chains, chainOf, type Sealable, SealPress, sealer } from '../../../src/rules/requests/seals';
import { notSealed } from '../../../src/rules/requests/words';
import { AS_AT, ASKED, approval, parameters, read } from '../../support/builders';
import { day } from '../../support/rules-tables';

const MADE: Sealable = {
  id: 'D-1',
  decision: 'Approve',
  amount: 350_00,
  reason: null,
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  inPlaceOf: null,
  decidedAt: '2026-11-24T10:00:00Z',
  decidedOnWhat: '{}',
};
const REVOKED: Sealable = { ...MADE, id: 'D-2', decision: 'Revoke', amount: null, reason: 'No' };

const none: Register = new Map();

/** An approval that was revoked, as the tracker wrote both. */
function sealed() {
  const sealOf = sealer('a key');
  const press = new SealPress({ register: none, sealOf });
  const rows = [MADE, REVOKED].map((made, row) => ({ ...made, row, request: 0, ...press.seal('R-1', made) }));
  const kept: Kept = { state: 'kept', register: press.register, pending: none, sealOf };
  return { rows, kept, approved: rows[0]!, revoked: rows[1]! };
}

describe('seals (A1)', () => {
  it('holds in whatever order the rows stand', () => {
    const { rows, kept } = sealed();
    const chain = chainOf(kept, 'R-1', [...rows].reverse());
    expect(chain.made.map(({ id }) => id)).toEqual(['D-1', 'D-2']);
    expect(chain).toMatchObject({ strays: [], fault: null });
  });

  it.each(['a key', 'k'.repeat(64), 'a key that is longer than a block of the hash, so that it is hashed itself, too'])(
    'is what any program makes of a text with the key %j: half of the HMAC-SHA-256',
    (key) => {
      const sealOf = sealer(key);
      // All lengths around a block, and texts longer than there is room for at first, one after the other.
      const texts = Array.from({ length: 200 }, (_, length) =>
        'School ’s £40 \u{1f52c}'.repeat(length).slice(0, length),
      );
      for (const text of ['x'.repeat(5_000), ...texts, 'é'.repeat(9_000), 'short'])
        expect(sealOf(text)).toBe(createHmac('sha256', key).update(text).digest('hex').slice(0, 32));
    },
  );

  it('is another with another key', () => {
    expect(sealer('a key')('text')).not.toBe(sealer('another')('text'));
    expect(sealer('a key')('text')).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each<[keyof Sealable, string | number]>([
    ['id', 'D-9'],
    ['decision', 'Decline'],
    ['amount', 900_00],
    ['reason', 'Other'],
    ['decidedBy', 'director@example.org'],
    ['role', 'Director'],
    ['inPlaceOf', 'director@example.org'],
    ['decidedAt', '2026-11-25T10:00:00Z'],
    ['decidedOnWhat', '{"amount":90000}'],
  ])('notices another %s', (field, value) => {
    const { kept, approved, revoked } = sealed();
    const changed = { ...approved, [field]: value } as typeof approved;
    expect(chainOf(kept, 'R-1', [changed, revoked]).fault).toEqual({ what: 'changed', decision: changed.id });
  });

  it('takes a space for a new line, as a spreadsheet may', () => {
    const { kept, approved, revoked } = sealed();
    const wrapped = { ...revoked, reason: ' No\n' };
    expect(chainOf(kept, 'R-1', [approved, wrapped]).fault).toBeNull();
  });

  it('notices a revoke that was taken away, and that every row was', () => {
    const { kept, approved, revoked } = sealed();
    expect(chainOf(kept, 'R-1', [approved]).fault).toEqual({ what: 'gone', decision: 'D-2' });
    expect(chainOf(kept, 'R-1', [revoked]).fault).toEqual({ what: 'gone before', decision: 'D-2' });
    expect(chainOf(kept, 'R-1', []).fault).toEqual({ what: 'gone', decision: 'D-2' });
  });

  it('notices a revoke whose seal was deleted', () => {
    const { kept, approved, revoked } = sealed();
    const bare = { ...revoked, seal: null, sealedBefore: null };
    expect(chainOf(kept, 'R-1', [approved, bare]).fault).toEqual({ what: 'changed', decision: 'D-2' });
  });

  it('never counts a row that was copied, nor one moved to another request', () => {
    const { kept, rows, approved } = sealed();
    const copy = { ...approved, row: 2 };
    expect(chainOf(kept, 'R-1', [...rows, copy])).toMatchObject({ fault: null, strays: [{ row: 2 }] });
    expect(chainOf(kept, 'R-2', [approved])).toMatchObject({ made: [], strays: [{ id: 'D-1' }] });
  });

  it('says after which decision one is gone, as far as that can be known', () => {
    const sealOf = sealer('a key');
    const press = new SealPress({ register: none, sealOf });
    const three = [MADE, REVOKED, { ...MADE, id: 'D-3' }].map((made, row) => ({
      ...{ ...made, row, request: 0 },
      ...press.seal('R-1', made),
    }));
    const kept: Kept = { state: 'kept', register: press.register, pending: none, sealOf };
    const faultOf = (...places: number[]) =>
      chainOf(
        kept,
        'R-1',
        places.map((place) => three[place]!),
      ).fault;
    expect([faultOf(0, 1, 2), faultOf(0, 1)]).toEqual([null, { what: 'gone', decision: 'D-3' }]);
    expect([faultOf(2), faultOf(1, 2), faultOf(0, 2)].map((fault) => fault?.what)).toEqual(
      Array(3).fill('gone before'),
    );
    expect([faultOf(1), faultOf(0)]).toEqual([
      { what: 'gone before', decision: 'D-2' },
      { what: 'gone', decision: 'D-3' },
    ]);
    const bare = { ...three[2]!, seal: null, sealedBefore: null };
    expect(chainOf(kept, 'R-1', [three[0]!, bare]).fault).toEqual({ what: 'gone before', decision: 'D-3' });
  });

  it('goes on from the newest seal that is kept, and keeps what was recorded beside it', () => {
    const { kept, revoked } = sealed();
    const press = new SealPress(kept);
    const next = press.seal('R-1', { ...MADE, id: 'D-3' });
    expect(next.sealedBefore).toBe(revoked.seal);
    expect(press.register.get('R-1')).toEqual({ count: 3, seal: next.seal, decision: 'D-3' });
    const told = { withdrawnOn: null, committedOn: 5, answeredOn: null, authors: [] };
    const request = { id: 'R-1', askedOn: 1, agreedOnWhat: null };
    press.record(request, told);
    press.seal('R-1', { ...MADE, id: 'D-4' });
    expect(press.register.get('R-1')).toMatchObject({ count: 4, decision: 'D-4', recorded: { ...told, agreed: '' } });
    press.record({ ...request, id: 'R-8' }, { ...told, committedOn: null });
    expect(press.register.has('R-8')).toBe(false);
    press.record({ ...request, id: 'R-9' }, told);
    expect(press.register.get('R-9')).toEqual({ count: 0, seal: '', decision: '', recorded: { ...told, agreed: '' } });
  });

  it('is looked for of requests that have decisions, or of which something is kept', () => {
    const { requests, decisions } = read({
      requests: ['R-1', 'R-2', 'R-3'].map((id) => ({ ...ASKED, id })),
      decisions: [approval({ ...ASKED, id: 'R-2' })],
    });
    const chains = new Chains(sealed().kept, requests, decisions);
    expect([0, 1, 2].map((row) => chains.of(row) === null)).toEqual([false, false, true]);
    expect(
      chains.all().map(([row, { made, strays, fault }]) => [row, made.length, strays.length, fault?.what]),
    ).toEqual([
      [0, 0, 0, 'gone'],
      [1, 0, 1, undefined],
    ]);
  });

  it('counts no row that the tracker did not make, and names it from its day on', () => {
    const tabs = { requests: [ASKED], decisions: [approval(ASKED, { decidedAt: '2026-11-20T10:00:00Z' })] };
    const seals = () => ({ ...sealed().kept, register: none });
    const ignored = (asAt: string) =>
      requestStates({ ...read(tabs), seals }, parameters(), day(asAt)).ignored.map(({ made, because }) => [
        made.id,
        because.message,
      ]);
    expect(ignored('2026-11-19')).toEqual([]);
    expect(ignored('2026-11-20')).toEqual([['D-R-1', notSealed().message]]);
    expect(requestStates({ ...read(tabs), seals }, parameters(), day(AS_AT)).stateOf(0).name).toBe('waiting');
  });

  it('is right before and after what a run is about to write', () => {
    const { kept, rows, approved } = sealed();
    const register: Register = new Map([['R-1', { count: 1, seal: approved.seal, decision: 'D-1' }]]);
    const between: Kept = { ...kept, register, pending: kept.register };
    expect(chainOf(between, 'R-1', [approved]).fault).toBeNull();
    expect(chainOf(between, 'R-1', rows).fault).toBeNull();
    expect(chainOf({ ...between, pending: none }, 'R-1', rows).fault).not.toBeNull();
  });
});
