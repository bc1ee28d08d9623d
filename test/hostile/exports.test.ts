import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import type { Tracker } from '../../host/contract';
import type { ReportPages } from '../../src/actions/answers';
import { REPORT_KINDS } from '../../src/actions/schemas/report-pages';
import { ADVISOR, OWNER } from '../support/fault-cases';
import { answer, openTracker } from '../support/tracker';
import { hostileWorkbook, NOW } from './hostile-workbook';
import { SIGNS } from './values';

type Answered = Extract<ReportPages, { ok: true }>;

describe('a workbook full of formulas, HTML and script', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: await hostileWorkbook() });
  });
  afterAll(() => tracker.dispose());

  const report = (kind: string, pick?: string): Answered =>
    answer<Answered>(tracker.run(ADVISOR, 'reportPages', [{ kind, ...(pick === undefined ? {} : { pick }) }]));

  it.each(REPORT_KINDS)('no cell of the file of tables is a formula, and numbers stay numbers: %s', (kind) => {
    const { csv } = report(kind);
    const cells = (parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][]).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
    if (kind === 'review') expect(cells.filter((cell) => /^-?\d+\.\d\d$/.test(cell)).length).toBeGreaterThan(20);
    if (kind !== 'calendar' && kind !== 'meeting') expect(cells.some((cell) => cell.includes('__ran'))).toBe(true);
  });

  it('every line of the calendar is one that the calendar began', () => {
    const { ics } = report('calendar', 'all');
    const unfolded = ics
      .replace(/\r\n /g, '')
      .split('\r\n')
      .filter((line) => line !== '');
    expect(unfolded.filter((line) => !/^[A-Z][A-Z-]*[:;]/.test(line))).toEqual([]);
    expect(unfolded.filter((line) => /^BEGIN:VEVENT/.test(line)).length).toBe(
      unfolded.filter((line) => /^END:VEVENT/.test(line)).length,
    );
    expect(ics).not.toMatch(/[^\r]\n|(?![\r\n])\p{Cc}/u);
  });

  it('every mail is plain text, to one address, with a subject in one line', () => {
    answer(tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
    answer(tracker.run(ADVISOR, 'sendDigest'));
    const { outbox } = tracker.state;
    expect(outbox.length).toBeGreaterThan(0);
    for (const { to, subject, htmlBody } of outbox)
      expect([to, subject, htmlBody]).toEqual([
        expect.stringMatching(/^[^\s;,]+@[^\s;,]+$/),
        expect.stringMatching(/^[^\r\n\t]+$/),
        undefined,
      ]);
    expect(outbox.some(({ body }) => body.includes('__ran') || body.includes('evil.example.org'))).toBe(true);
  });

  it('the whole workbook as a file holds them as text, and is well-formed whatever signs they have', async () => {
    tracker.edit(
      OWNER,
      'Schools',
      'G2',
      SIGNS.map((sign) => [sign]),
      { paste: true },
    );
    const files = unzipSync(new Uint8Array(await tracker.xlsx()));
    const xml = Object.entries(files).filter(([name]) => name.endsWith('.xml'));
    for (const [, bytes] of xml) {
      const text = strFromU8(bytes);
      expect(text).not.toMatch(/(?![\t\n\r\x7f-\x9f])\p{Cc}|[\ufffe\uffff]/u);
      expect(text).not.toContain('<img');
      expect(text).not.toMatch(/<f[ >]/);
    }
    expect(xml.some(([, bytes]) => strFromU8(bytes).includes('=HYPERLINK('))).toBe(true);
  });
});
