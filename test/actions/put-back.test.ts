import { askRequest } from '../../src/actions/ask';
import { correctMeeting } from '../../src/actions/correct-meeting';
import { meetingForm } from '../../src/actions/meeting-form';
import { recordMeeting } from '../../src/actions/record-meeting';
import { repairCells } from '../../src/actions/repair-cells';
import { undo } from '../../src/actions/undo';
import {
  ADVISOR,
  ASKED,
  asSent,
  DIRECTOR,
  done,
  flag,
  LEAD,
  MONEY,
  make,
  open,
  problems,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const HELD = {
  cluster: 'C-1',
  date: '2026-11-18',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: ['S-1', 'S-2', 'S-3', 'S-4', 'S-5'].map((school) => ({ school, mark: 'Present' })),
  confirmed: true,
};

/** What the check offers to put back: the cell, what it says and what it said. */
const offered = (of: FakeWorkbook) =>
  problems(of, DIRECTOR)
    .filter(({ message }) => /this was “/.test(message))
    .map(({ a1, header, repair }) => [a1, header, repair?.shown, repair?.becomes, repair?.unsure]);

function putAllBack(of: FakeWorkbook): void {
  const repairs = problems(of, DIRECTOR).flatMap(({ sheet, row, header, repair }) =>
    repair?.unsure ? [{ sheet, row, header, shown: repair.shown }] : [],
  );
  done(repairCells(of.as(DIRECTOR), { token: token(), repairs }));
}

describe('a meeting that was pasted over by another good one (A12)', () => {
  const recorded = () => {
    const of = open([]).begin();
    done(recordMeeting(of.as(LEAD), { token: token(), ...HELD }));
    return of;
  };

  it('is found cell by cell, with what the log says, and put back', () => {
    const of = recorded();
    expect(offered(of)).toEqual([]);
    of.type('meetings', 2, 'cluster', 'South Cluster');
    of.type('meetings', 2, 'inSchoolHours', false);
    of.type('meetings', 2, 'kind', 'Sub-group');
    expect(offered(of)).toEqual([
      ['B2', 'Cluster', 'South Cluster', 'North Cluster', true],
      ['F2', 'In school hours', 'false', 'ticked', true],
      ['G2', 'Kind', 'Sub-group', 'Whole cluster', true],
    ]);
    const [, words] = problems(of, DIRECTOR).flatMap(
      ({ message }) => /^Meetings!B2.*(By line \d+ of the log)/.exec(message) ?? [],
    );
    expect(words).toBe('By line 1 of the log');
    putAllBack(of);
    expect(offered(of)).toEqual([]);
    expect(of.tables().get('meetings').at(0)).toMatchObject({ cluster: 0, inSchoolHours: true, kind: 'Whole cluster' });
  });

  it('is found where its date or its ID is another', () => {
    const of = recorded();
    of.type('meetings', 2, 'date', 46_340); // 14 Nov 2026
    expect(offered(of).map(([a1, , , becomes]) => [a1, becomes])).toEqual([['C2', '18 Nov 2026']]);
    of.type('meetings', 2, 'id', 'M-OTHER');
    expect(problems(of, DIRECTOR).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/Meeting M-\w+ is not in the Meetings tab any more/),
    );
  });

  it('is nothing where the form corrected it', () => {
    const of = recorded();
    const { id } = of.tables().get('meetings').at(0);
    const { editing } = done(meetingForm(of.as(LEAD), id));
    const { attendance, ...same } = HELD;
    const corrected = { ...same, meeting: id, shown: editing!.shown, date: '2026-11-17', attendance };
    done(correctMeeting(of.as(LEAD), { token: token(), ...corrected }));
    expect(offered(of)).toEqual([]);
  });

  it('is nothing where it was planned and held, or where it was undone', () => {
    const of = open([]).begin();
    const { id } = done(
      recordMeeting(of.as(LEAD), { token: token(), ...HELD, status: 'Planned', date: '2027-01-20', attendance: [] }),
    );
    expect(id).toMatch(/^M-/);
    of.type('meetings', 2, 'status', 'Held');
    expect(offered(of)).toEqual([]);
    const other = open([]).begin();
    const { undo: no } = done(recordMeeting(other.as(LEAD), { token: token(), ...HELD }));
    done(undo(other.as(LEAD), { token: token(), no }));
    expect(other.count('meetings')).toBe(0);
    expect(problems(other, DIRECTOR).filter(({ message }) => /not in the Meetings tab/.test(message))).toEqual([]);
  });
});

describe('a column of Requests that was sorted by itself (A2)', () => {
  const rows = ['R-1', 'R-2'].map(
    (id, at): Row => ({ ...ASKED, id, amount: 100 * (at + 1), purpose: `Day ${at + 1}` }),
  );
  const approved = () => {
    const of = open(rows, { ledger: [MONEY] }).begin();
    for (const { id } of rows) expect(make(of, ADVISOR, 'Approve', {}, String(id))).toMatchObject({ ok: true });
    return of;
  };

  /** What the check says of each cell that is not as it was decided. */
  const said = (of: FakeWorkbook) =>
    problems(of, DIRECTOR).flatMap(({ message, repair }) => {
      const [, where, was] =
        /^Requests!\w+ \((.*)\): Decision D-\w+ of 24 Nov 2026 was about “(.*)” here/.exec(message) ?? [];
      return where ? [[where, was, repair]] : [];
    });

  it('is found at every request that was decided, with what it was decided on; typed back, it stands again', () => {
    const of = approved();
    expect(said(of)).toEqual([]);
    of.type('requests', 2, 'purpose', 'Day 2');
    of.type('requests', 3, 'purpose', 'Day 1');
    of.type('requests', 3, 'amount', 350.5);
    // No repair: nothing but people makes a request approved again (A1).
    expect(said(of)).toEqual([
      ['Purpose', 'Day 1', null],
      ['Amount', '£200.00', null],
      ['Purpose', 'Day 2', null],
    ]);
    of.type('requests', 2, 'purpose', 'Day 1');
    of.type('requests', 3, 'purpose', 'Day 2');
    of.type('requests', 3, 'amount', 200);
    expect(said(of)).toEqual([]);
    expect([flag(of, 0), flag(of, 1)]).toEqual(['approved £100.00', 'approved £200.00']);
  });

  it('is nothing where the form changed it: that was on purpose', () => {
    const of = approved();
    const change = {
      ...asSent({ purpose: 'Another day', amount: '100', payee: 'School 4' }),
      request: 'R-1',
      confirmed: true,
    };
    done(askRequest(of.as(LEAD), change));
    expect(flag(of)).toMatch(/^stale/);
    expect(said(of)).toEqual([]);
  });

  it('is nothing where one cell was changed: the flag tells of that', () => {
    const of = approved();
    of.type('requests', 2, 'amount', 350.5);
    expect(flag(of)).toMatch(/^stale: amount/);
    expect(said(of)).toEqual([]);
    of.type('requests', 2, 'payee', 'School 3'); // and now it looks like a row that was pasted over
    expect(said(of).map(([where]) => where)).toEqual(['Amount', 'Payee']);
  });

  it('is nothing to a lower amount, which needs no new decision', () => {
    const of = approved();
    of.type('requests', 2, 'amount', 50);
    expect(said(of)).toEqual([]);
  });
});
