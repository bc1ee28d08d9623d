import { meaningOf } from '../../src/ui/google-says';

describe('what a call that failed is said to mean', () => {
  it.each([
    ['Exceeded maximum execution time', /longer than Google allows/],
    ['Exception: Too many simultaneous invocations: Spreadsheets', /Too much is running.*Wait half a minute/],
    [
      'There are too many scripts running simultaneously for this Google user account.',
      /Too much is running.*Wait half a minute/,
    ],
    ['Service Spreadsheets timed out while accessing document with id 1a2b.', /did not answer in time/],
    ['NetworkError: Connection failure due to HTTP 0', /did not answer in time/],
    ['Exception: Invalid email: nobody', /address in the People tab belongs to no Google account/],
    [
      'Exception: The data you entered in cell B7 violates the data validation rules set on this cell.',
      /Set up workbook, which renews the drop-downs/,
    ],
    ['You are trying to edit a protected cell or object.', /Ask the owner of the file to run Set up workbook/],
    [
      'Exception: Specified permissions are not sufficient to call Session.getActiveUser. Required permissions: …',
      /left unticked.*Tick all boxes/,
    ],
    ['Authorization is required to perform that action.', /two Google accounts/],
    ['PERMISSION_DENIED', /two Google accounts/],
  ])('%s', (said, means) => {
    expect(meaningOf(said)).toMatch(means);
    expect(meaningOf(said)).toContain('Trying again is safe');
    expect(meaningOf(said)).toContain(said.replace(/^Exception: /, ''));
  });

  it.each([
    'Zu viele gleichzeitige Aufrufe: Tabellen',
    'Délai maximal d’exécution dépassé',
    'Mae gormod yn rhedeg ar yr un pryd',
  ])('in another language than English is that it was not finished, and what was said: %s', (said) =>
    expect(meaningOf(`Exception: ${said}`)).toBe(
      `This was not finished. Trying again is safe: what was done already is not done twice. What it said: “${said}”`,
    ),
  );

  it('without a word is that it was not finished', () =>
    expect(meaningOf('')).toBe(
      'This was not finished. Trying again is safe: what was done already is not done twice.',
    ));
});
