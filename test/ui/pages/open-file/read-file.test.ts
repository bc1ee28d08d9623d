import { readFile } from '../../../../src/ui/pages/open-file/read-file';
import { MOST_BYTES, NotOpened, SAYS } from '../../../../src/ui/pages/open-file/what-it-is';
import {
  attendanceGrid,
  bankInOut,
  book,
  excelCsv,
  excelDay,
  type MadeFile,
  rawBook,
  unicodeText,
  wide,
  windows,
  zipped,
} from '../../../support/other-files';

const read = async (made: MadeFile | Promise<MadeFile>) => {
  const { name, bytes } = await made;
  return readFile(name, bytes);
};
const text = (name: string, content: string): MadeFile => ({ name, bytes: new TextEncoder().encode(content) });
const rowsOf = async (made: MadeFile | Promise<MadeFile>) => (await read(made)).sheets[0]!.rows;

describe('reading a file in the page', () => {
  it('reads every sheet of a workbook: days, times, sums, ticks and texts', async () => {
    const noon = new Date('2026-11-20T12:30:00Z');
    const made = book('a.xlsx', {
      One: [['Day', excelDay('2026-11-20'), noon, 45.2, true, '=1+1', null]],
      Two: [['x']],
    });
    const { sheets, note } = await read(made);
    expect(sheets.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect(sheets[0]!.rows).toEqual([['Day', '2026-11-20', '2026-11-20T12:30', 45.2, true, '=1+1']]);
    expect(note).toBe('');
  });

  it('reads commas, semicolons and tabs, letters of Windows and of two bytes', async () => {
    expect((await rowsOf(bankInOut()))[4]).toEqual(['20/11/2026', 'DD', 'Bright Sparks, Ltd', '£45.20', '', '£954.80']);
    expect((await rowsOf(excelCsv()))[1]).toEqual(['20/11/2026', 'Café Zoë', '45,20']);
    expect((await rowsOf(unicodeText()))[1]![2]).toBe('Zoë Carter <zoe@example.org>');
  });

  it.each([
    ['a mark of UTF-8', text('a.csv', '\ufeffDate,Sum\n1,2\n')],
    ['no mark, two bytes a letter', { name: 'a.txt', bytes: wide('Date\tSum\n1\t2\n', '') }],
    ['the other way round', { name: 'a.txt', bytes: wide('Date\tSum\n1\t2\n').map((_, at, all) => all[at ^ 1]!) }],
    ['a line that names the sign', text('a.csv', 'sep=|\r\nDate|Sum\r\n1|2\r\n')],
    ['old line ends', text('a.csv', 'Date,Sum\r1,2\r')],
  ])('reads a list with %s', async (_, made) => {
    expect(await rowsOf(made)).toEqual([
      ['Date', 'Sum'],
      ['1', '2'],
    ]);
  });

  it('keeps line breaks and quotation marks within a cell', async () => {
    expect(await rowsOf(text('a.csv', 'a,b\n"one\ntwo","say ""yes"""\n'))).toEqual([
      ['a', 'b'],
      ['one\ntwo', 'say "yes"'],
    ]);
  });

  it('goes by what a file is, and says so where its name says something else', async () => {
    expect((await read({ ...bankInOut(), name: 'bank.xlsx' })).note).toMatch(/^Its name says that it is an Excel file/);
    const named = await attendanceGrid();
    expect((await read({ ...named, name: 'who.csv' })).note).toMatch(/it is an Excel file, and was read as that/);
  });

  it('does not mind colours far to the right, nor rows that are empty', async () => {
    const cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"/>';
    expect(await rowsOf(rawBook(cells))).toEqual([[1]]);
  });
});

/** As a Windows program writes it: an older form of Office, perhaps with what is in it locked. */
const older = (inside = ''): Uint8Array =>
  Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array(600).fill(7), ...wide(inside, ''), 0, 0]);

const CELL = '<c r="A1"><v>1</v></c>';

describe('a file that cannot be opened gets a sentence', () => {
  const FILES: [string, MadeFile, string][] = [
    ['nothing', text('a.csv', ''), SAYS.empty],
    ['blanks alone', text('a.csv', ' , \n,\n'), SAYS.empty],
    ['a workbook without cells', rawBook(''), SAYS.empty],
    ['too many bytes', { name: 'a.csv', bytes: new Uint8Array(MOST_BYTES + 1).fill(65) }, SAYS.large],
    ['a .xls', { name: 'a.xls', bytes: older() }, SAYS.older],
    ['a .xls that is called .xlsx', { name: 'a.xlsx', bytes: older() }, SAYS.older],
    ['a password', { name: 'a.xlsx', bytes: older('EncryptedPackage') }, SAYS.password],
    ['a .pdf that is called .xlsx', text('a.xlsx', '%PDF-1.7 …'), SAYS.pdf],
    ['a web page that is called .xls', text('a.xls', '\n<HTML><table><tr><td>1</td></tr></table>'), SAYS.page],
    ['a picture', { name: 'a.csv', bytes: windows('\x89PNG\r\n\x1a\n\0\0\0\rIHDR') }, SAYS.other],
    ['a packed folder', zipped('a.zip', { 'list.csv': 'a,b' }), SAYS.zip],
    ['a Word document', zipped('a.xlsx', { 'word/document.xml': '<w/>' }), SAYS.word],
    ['a .ods', zipped('a.ods', { mimetype: 'x', 'content.xml': '<x/>' }), SAYS.calc],
    ['a .numbers', zipped('a.numbers', { 'Index/Document.iwa': 'x' }), SAYS.numbers],
    ['a .xlsb', zipped('a.xlsb', { 'xl/workbook.bin': 'x' }), SAYS.binary],
    ['half a workbook', { name: 'a.xlsx', bytes: rawBook(CELL).bytes.slice(0, 300) }, SAYS.damaged],
    ['a workbook whose sheet breaks off', rawBook('<row r="1"><c r="A1" t="s"><v>9</v></c>'), SAYS.damaged],
    ['16,384 columns', rawBook('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'), SAYS.rows],
    ['a million rows', rawBook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), SAYS.rows],
    ['more rows than there are', rawBook('<row r="99999999999"><c><v>1</v></c></row>'), SAYS.damaged],
    ['a long list', text('a.csv', 'a,b\n'.repeat(5_001)), SAYS.rows],
    ['a wide list', text('a.csv', `${'a,'.repeat(101)}\n`), SAYS.rows],
    ['a quotation mark that never ends', text('a.csv', 'a,b\n"one,2\n3,4\n'), SAYS.quotes],
    [
      'a bomb',
      zipped('a.xlsx', { 'xl/workbook.xml': '', 'xl/worksheets/sheet1.xml': new Uint8Array(41_000_000) }),
      SAYS.unpacked,
    ],
  ];
  it.each(FILES)('%s', async (_, made, sentence) => {
    await expect(read(made)).rejects.toThrow(new NotOpened(sentence));
  });

  it('a bomb that lies about its size is cut where it says that it ends', async () => {
    const { bytes } = rawBook(`<row r="1">${CELL}</row>${' '.repeat(1_000_000)}`);
    const view = new DataView(bytes.buffer);
    // The size that the list of the packed files gives for the sheet: it says ten letters.
    for (let at = 0; at < bytes.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 900_000)
        view.setUint32(at + 24, 10, true);
    await expect(read({ name: 'a.xlsx', bytes })).rejects.toThrow(new NotOpened(SAYS.damaged));
  });
});
