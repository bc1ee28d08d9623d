import type { ZodMiniType } from 'zod/mini';
import { askSchema } from '../../../src/actions/schemas/ask';
import { changeMembersSchema } from '../../../src/actions/schemas/carry-out';
import { decideSchema } from '../../../src/actions/schemas/decide';
import { declareReleaseSchema } from '../../../src/actions/schemas/declare-release';
import { saveFigureSchema } from '../../../src/actions/schemas/figures';
import { focusAreasSchema } from '../../../src/actions/schemas/focus-areas';
import { changeLeadSchema } from '../../../src/actions/schemas/hand-over';
import { answerSchema, withdrawSchema } from '../../../src/actions/schemas/my-requests';
import { openFileSchema } from '../../../src/actions/schemas/open-file';
import { check } from '../../../src/actions/schemas/parts';
import { savePersonSchema } from '../../../src/actions/schemas/people';
import {
  correctMeetingSchema,
  planMeetingsSchema,
  recordMeetingSchema,
} from '../../../src/actions/schemas/record-meeting';
import { recordPaymentSchema } from '../../../src/actions/schemas/record-payment';
import { recordReviewSchema } from '../../../src/actions/schemas/record-review';
import { recordSessionSchema } from '../../../src/actions/schemas/record-session';
import { setUpPartSchema, setUpSchema } from '../../../src/actions/schemas/set-up';
import { repairSchema, showCellSchema, switchSchema, undoSchema } from '../../../src/actions/schemas/tools';
import { asSent } from '../../support/action-cases';
import { token } from '../../support/tracker';

const PERSON = { name: 'Lea Lead', email: 'lea@example.org', school: 'S-1' };
const SESSION = {
  date: '2026-11-20',
  provider: 'Provider',
  fellow: true,
  vatRegistered: false,
  netFee: '100',
  clusters: ['C-1'],
  meeting: 'M-1',
};

/** Every schema of a form, with a payload in which every field is filled in. */
const FORMS: [name: string, schema: ZodMiniType, payload: object][] = [
  [
    'ask',
    askSchema,
    asSent({
      request: 'R-1',
      school: 'S-1',
      wantedOn: '2026-12-01',
      committedOn: '2026-12-01',
      schoolsAgreeing: ['S-1'],
      session: 'CPD-1',
      newSession: SESSION,
      note: 'Note',
      confirmed: true,
    }),
  ],
  [
    'decide',
    decideSchema,
    {
      token: token(),
      decisions: [{ request: 'R-1', decision: 'Approve', amount: '10', reason: 'Because', shown: 'x' }],
    },
  ],
  ['answer', answerSchema, { token: token(), request: 'R-1', answer: 'Yes' }],
  ['withdraw', withdrawSchema, { token: token(), request: 'R-1', reason: 'No need' }],
  [
    'record a meeting',
    recordMeetingSchema,
    {
      token: token(),
      meeting: 'M-1',
      cluster: 'C-1',
      date: '2026-11-20',
      start: '13:00',
      end: '15:00',
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
      heldAt: 'School 1',
      purpose: 'Plan',
      note: 'Note',
      attendance: [{ school: 'S-1', mark: 'Present', teachers: 1, releaseCost: '100' }],
      confirmed: true,
    },
  ],
  [
    'record a payment',
    recordPaymentSchema,
    {
      token: token(),
      line: 'L-1',
      shown: 'as it was',
      for: 'out',
      date: '2026-11-20',
      net: '10',
      vat: '2',
      cluster: 'C-1',
      pot: 'Administration',
      category: 'Other',
      school: 'S-1',
      payee: 'Somebody',
      finalClaim: true,
      evidence: 'Invoice',
      note: 'Note',
      confirmed: true,
    },
  ],
  [
    'record training',
    recordSessionSchema,
    {
      token: token(),
      session: 'CPD-1',
      shown: 'x',
      cluster: 'C-1',
      newSession: SESSION,
      came: ['S-1'],
      note: 'Note',
      confirmed: true,
    },
  ],
  [
    'open a file',
    openFileSchema,
    {
      ...{
        token: token(),
        file: 'list.csv',
        target: 'ledger',
        columns: ['date', 'finalClaim'],
        agreed: 'x',
        take: [0],
      },
      rows: [['20/11/2026', true]],
    },
  ],
  ['focus areas', focusAreasSchema, { token: token(), cluster: 'C-1', areas: ['Assessment'], other: 'Rockets' }],
  [
    'declare release',
    declareReleaseSchema,
    {
      token: token(),
      cluster: 'C-1',
      year: '2026/27',
      schools: ['S-1'],
      by: 'Somebody',
      on: '2026-11-20',
      note: 'Note',
    },
  ],
  [
    'record a review',
    recordReviewSchema,
    {
      token: token(),
      what: 'review',
      cluster: 'C-1',
      on: '2026-11-20',
      inSchoolHours: true,
      year: '2026/27',
      school: 'S-1',
      heldOn: '2026-11-20',
      reportReceived: '2026-11-20',
      appliedOn: '2026-11-20',
      outcome: 'Accepted',
      notes: 'Notes',
      shown: 'x',
      confirmed: true,
    },
  ],
  [
    'set up',
    setUpSchema,
    {
      token: token(),
      director: PERSON,
      advisor: PERSON,
      clusters: [{ cluster: 'C-1', leadSchool: 'S-1', stage: 'Stage 3', agreementStart: '2026-09-01', lead: PERSON }],
    },
  ],
  [
    'change of members',
    changeMembersSchema,
    {
      token: token(),
      request: 'R-1',
      on: '2026-12-01',
      lead: 'S-2',
      also: 'R-2',
      alsoOn: '2026-11-30',
      confirmed: true,
    },
  ],
  [
    'change of lead',
    changeLeadSchema,
    { token: token(), cluster: 'C-1', lead: 'S-2', from: '2026-12-01', agreed: true },
  ],
  [
    'figure',
    saveFigureSchema,
    { token: token(), parameter: 'match.ratio', shown: 'x', value: '1', from: '2026/27', source: 'Letter' },
  ],
  [
    'person',
    savePersonSchema,
    {
      ...{ token: token(), act: 'add', ...PERSON, role: 'Finance', cluster: 'C-1' },
      ...{ from: '2026-12-01', to: '2026-12-31' },
    },
  ],
  [
    'correction of a meeting',
    correctMeetingSchema,
    {
      ...{ token: token(), meeting: 'M-1', shown: 'x', date: '2026-11-20', inSchoolHours: true },
      ...{ kind: 'Whole cluster', status: 'Cancelled', attendance: [{ school: 'S-1', mark: 'Present' }] },
    },
  ],
  [
    'plan of meetings',
    planMeetingsSchema,
    {
      ...{ token: token(), cluster: 'C-1', date: '2027-01-20', more: ['2027-03-10'] },
      ...{ inSchoolHours: true, kind: 'Whole cluster' },
    },
  ],
  ['part of the set-up', setUpPartSchema, { from: 0 }],
  ['repair', repairSchema, { token: token(), repairs: [{ sheet: 'Ledger', row: 2, header: 'Net', shown: '£3' }] }],
  ['show a cell', showCellSchema, { sheet: 'Ledger', a1: 'A1' }],
  ['digest', switchSchema, { on: true }],
  ['undo', undoSchema, { token: token(), no: 1 }],
];

const WRONG: unknown[] = [
  undefined,
  null,
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  true,
  '',
  ' ',
  'x'.repeat(60_000),
  [],
  [null],
  new Array(1_000).fill('x'),
  {},
  new Date(0),
  () => 'x',
];

/** The payload with a value in the place of one of its parts, for every part and every wrong value. */
function* spoilt(part: unknown): Generator<unknown> {
  yield* WRONG;
  if (Array.isArray(part)) {
    for (const inner of spoilt(part[0])) yield [inner];
    yield new Array(1_000).fill(part[0]);
  } else if (typeof part === 'object' && part !== null)
    for (const [field, value] of Object.entries(part))
      for (const inner of spoilt(value)) yield { ...part, [field]: inner };
}

describe.each(FORMS)('whatever is sent instead of the form “%s”', (_, schema, payload) => {
  it('is taken when it is whole', () => expect(check(schema, payload)).toHaveProperty('value'));

  it('is refused in the tracker’s own words: a sentence, and none of the library’s', () => {
    const said = new Set<string>();
    for (const wrong of spoilt(payload)) {
      const checked = check(schema, wrong);
      if ('problems' in checked) for (const { message } of checked.problems) said.add(message);
    }
    expect(said.size).toBeGreaterThan(0);
    for (const message of said) {
      expect(message).toMatch(/^[A-Z][^{}[\]]+\.$/);
      expect(message).not.toMatch(/invalid|expected|received|too (big|small)|undefined|NaN|null|array|object|boolean/i);
    }
  });
});
