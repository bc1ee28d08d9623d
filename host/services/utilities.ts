import { createHash, randomUUID } from 'node:crypto';
import { types } from 'node:util';
import { ZoneClock } from '../book/zone-clock';
import type { Run } from '../script/run';
import { enumeration, fail, Service } from './service';

const MOST_SLEEP = 300_000;
const DIGESTS: Record<string, string> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

export class Utilities extends Service {
  readonly service = 'Utilities';
  override readonly shown = {
    DigestAlgorithm: enumeration('Utilities.DigestAlgorithm', Object.keys(DIGESTS)),
    Charset: enumeration('Utilities.Charset', ['UTF_8']),
  };

  constructor(readonly run: Run) {
    super();
  }

  getUuid(): string {
    return randomUUID();
  }

  /** @returns Bytes as Java has them: from -128 to 127. */
  computeDigest(algorithm: string, value: string | number[], _charset?: string): number[] {
    const hash = createHash(DIGESTS[algorithm] ?? fail(`Utilities.computeDigest with ${algorithm} is not emulated`));
    return [...new Int8Array(hash.update(toBytes(value)).digest())];
  }

  base64Encode(value: string | number[], _charset?: string): string {
    return toBytes(value).toString('base64');
  }

  formatDate(date: Date, timeZone: string, pattern: string): string {
    if (!types.isDate(date)) fail("The parameters don't match the method signature for Utilities.formatDate.");
    return formatDate(date, timeZone, pattern);
  }

  sleep(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0 || milliseconds > MOST_SLEEP)
      fail(`Invalid argument: value. Should be between 0 and ${MOST_SLEEP}`);
    this.run.host.sleep(milliseconds);
  }
}

function toBytes(value: string | number[]): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(Int8Array.from(value).buffer);
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * Writes a date by the letters of Java's SimpleDateFormat, in English.
 *
 * @throws {Error} If the pattern has a letter that is not emulated.
 */
function formatDate(date: Date, timeZone: string, pattern: string): string {
  const offset = new ZoneClock(timeZone).offsetAt(date.getTime());
  const wall = new Date(date.getTime() + offset);
  return pattern.replace(/''|'((?:[^']|'')*)'|([A-Za-z])\2*/g, (token, quoted?: string, letter?: string) => {
    if (token === "''") return "'";
    if (quoted !== undefined) return quoted.replace(/''/g, "'");
    return writeField(letter!, token.length, wall, offset);
  });
}

function writeField(letter: string, length: number, wall: Date, offset: number): string {
  const padded = (number: number) => String(number).padStart(length, '0');
  const named = (name: string) => (length > 3 ? name : name.slice(0, 3));
  switch (letter) {
    case 'y':
      return length === 2 ? String(wall.getUTCFullYear()).slice(-2) : padded(wall.getUTCFullYear());
    case 'M':
      return length > 2 ? named(MONTHS[wall.getUTCMonth()]!) : padded(wall.getUTCMonth() + 1);
    case 'd':
      return padded(wall.getUTCDate());
    case 'E':
      return named(DAYS[wall.getUTCDay()]!);
    case 'H':
      return padded(wall.getUTCHours());
    case 'h':
      return padded(wall.getUTCHours() % 12 || 12);
    case 'm':
      return padded(wall.getUTCMinutes());
    case 's':
      return padded(wall.getUTCSeconds());
    case 'S':
      return padded(wall.getUTCMilliseconds());
    case 'a':
      return wall.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'Z':
      return writeOffset(offset, '');
    case 'X':
      return offset === 0 ? 'Z' : writeOffset(offset, length > 2 ? ':' : '');
    default:
      return fail(`Utilities.formatDate with the letter ${letter} is not emulated`);
  }
}

function writeOffset(offset: number, separator: string): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const pair = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pair(Math.floor(minutes / 60))}${separator}${pair(minutes % 60)}`;
}
