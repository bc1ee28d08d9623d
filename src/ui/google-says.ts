/** What Google says when it ends a call, and what that means to whoever made it. */

interface Meaning {
  readonly says: RegExp;
  readonly means: string;
}

/** In English only: in other languages what Google says is shown as it is. All the rest holds in every language. */
const MEANINGS: readonly Meaning[] = [
  {
    says: /permissions are not sufficient/i,
    means:
      'Something was left unticked when Google asked what the tracker may do. Choose the entry in the menu Clusters ' +
      'again: Google asks once more. Tick all boxes.',
  },
  {
    says: /authori[sz]ation|permission_denied|permission to call|sign in/i,
    means:
      'Google would not let the tracker act for you. This happens when two Google accounts are signed in: use a ' +
      'private window with one account, or choose the entry in the menu Clusters again and allow what Google asks.',
  },
  {
    says: /protected/i,
    means:
      'Your account may not change this part of the workbook. Ask the owner of the file to run Set up workbook, which ' +
      'lets the Director and the Advisor in.',
  },
  {
    says: /maximum execution time/i,
    means: 'It took longer than Google allows, and was stopped.',
  },
  {
    says: /too many simultaneous|running simultaneously|too many times|rate limit/i,
    means: 'Too much is running in Google at this moment for this file or your account. Wait half a minute.',
  },
  {
    says: /invalid email/i,
    means: 'An address in the People tab belongs to no Google account. Mend it there.',
  },
  {
    says: /data validation/i,
    means: 'A cell does not take what was to be written. Run Clusters ▸ Set up workbook, which renews the drop-downs.',
  },
  { says: /timed? ?out|unavailable|server error|network|http/i, means: 'Google did not answer in time.' },
];

const SAFE = 'Trying again is safe: what was done already is not done twice.';

/** What is told of a call that came back without an answer; nothing of it is lost that Google said. */
export function meaningOf(said: string): string {
  const plain = said.replace(/^(Exception|Error|ScriptError): /, '').trim();
  const known = MEANINGS.find(({ says }) => says.test(plain));
  const means = known?.means ?? 'This was not finished.';
  return plain === '' ? `${means} ${SAFE}` : `${means} ${SAFE} What it said: “${plain}”`;
}
