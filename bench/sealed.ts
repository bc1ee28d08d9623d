/** A programme of which many requests were decided on, with the seals of the decisions and without. */
import { newKey, newRegister, sealerOf } from '../src/actions/register';
import { isoOf, ukMidnight } from '../src/rules/basics/days';
import type { Decision } from '../src/rules/basics/words';
import { authorMark } from '../src/rules/requests/recorded';
import { SealPress } from '../src/rules/requests/seals';
import { writeSnapshot } from '../src/rules/requests/snapshot';
import type { Cell } from '../src/workbook/cell';
import { SHEETS } from '../src/workbook/sheets';
import { headersOf } from '../src/workbook/tables';
import { AS_AT, type ProgrammeGrids, programme } from './programme';

const CLUSTERS = 50;
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead@example.org';

/** The same programme twice; what is kept with the document belongs to the sealed one. */
export interface SealedProgramme {
  readonly sealed: ProgrammeGrids;
  readonly unsealed: ProgrammeGrids;
  readonly kept: Record<string, string>;
}

/** @param size - Every request is approved once; so many as there are decisions more were asked back first. */
export function sealedProgramme(size: { readonly requests: number; readonly decisions: number }): SealedProgramme {
  const grids = programme({ ledger: 2_000, attendance: 0, clusters: CLUSTERS });
  const row = (key: 'people' | 'requests' | 'decisions', cells: Record<string, Cell>) =>
    Object.keys(SHEETS[key].columns).map((column) => cells[column] ?? '');
  const people = [headersOf('people'), row('people', { name: 'Ari Advisor', email: ADVISOR, role: 'Advisor' })];
  const [requests, sealed, unsealed]: [Cell[][], Cell[][], Cell[][]] = [
    [headersOf('requests')],
    [headersOf('decisions')],
    [headersOf('decisions')],
  ];
  const key = newKey({ random: () => 'a key that is the same in every run' });
  const press = new SealPress({ register: new Map(), sealOf: sealerOf(key) });
  const askedBack = size.decisions - size.requests;
  for (let number = 1; number <= size.requests; number++) {
    const cluster = grids.clusters[1 + (number % CLUSTERS)]!;
    const [request, amount, askedOn] = [`R-${number}`, 100 + number, AS_AT - 40];
    const asked = { matter: 'Organising time', pot: 'Cluster pot', purpose: `Planning day ${number}` };
    const typed = { id: request, ...asked, cluster: cluster[1]!, amount, askedBy: LEAD };
    requests.push(row('requests', { ...typed, askedOn: new Date(ukMidnight(askedOn)) }));
    const bound = {
      school: null,
      payee: null,
      wantedOn: null,
      committedOn: null,
      authors: [LEAD],
      amount: amount * 100,
    };
    const snapshot = { ...asked, ...bound, cluster: String(cluster[0]) };
    const decisions: Decision[] = number <= askedBack ? ['More information', 'Approve'] : ['Approve'];
    decisions.forEach((decision, place) => {
      const isQuestion = decision === 'More information';
      const made = {
        id: `D-${number}-${place}`,
        decision,
        amount: isQuestion ? null : amount * 100,
        reason: isQuestion ? 'Which day?' : null,
        decidedBy: ADVISOR,
        role: 'Advisor' as const,
        inPlaceOf: null,
        decidedAt: `${isoOf(askedOn + 1 + place)}T10:00:00Z`,
        decidedOnWhat: writeSnapshot(snapshot),
      };
      const cells = { ...made, request, amount: isQuestion ? '' : amount, reason: made.reason ?? '', inPlaceOf: '' };
      const { seal, sealedBefore } = press.seal(request, made);
      sealed.push(row('decisions', { ...cells, seal, sealedBefore: sealedBefore ?? '' }));
      unsealed.push(row('decisions', cells));
    });
    const told = { withdrawnOn: null, committedOn: null, answeredOn: null, authors: [authorMark(LEAD)] };
    press.record({ id: request, askedOn, agreedOnWhat: null }, told);
  }
  return {
    sealed: { ...grids, people, requests, decisions: sealed },
    unsealed: { ...grids, people, requests, decisions: unsealed },
    kept: newRegister(key, press.register),
  };
}
