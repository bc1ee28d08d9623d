/** What there is to say of places for the PSQM. Rules Q1 to Q3. */
import { defineFinding } from '../basics/finding';

export const noHub = defineFinding({
  rule: 'Q2',
  severity: 'stop',
  says: () => 'A training hub has to be confirmed first; it is entered as the payee.',
});

export const noPlaceLeft = defineFinding({
  rule: 'Q3',
  severity: 'stop',
  says: ({ places }: { places: number }) => `No place was left: there are ${places}.`,
});

export const hasPlace = defineFinding({
  rule: 'Q1',
  severity: 'stop',
  says: ({ school, request }: { school: string; request: string }) =>
    `${school} has a funded place already, by request ${request}.`,
  cure: ({ request }) => `Request ${request} withdrawn or revoked.`,
});

export const placesNotSet = defineFinding({
  rule: 'Q3',
  severity: 'warn',
  says: () => 'The number of PSQM places is not set in Settings.',
});
