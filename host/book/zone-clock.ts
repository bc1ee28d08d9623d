/**
 * Converts between the spreadsheet's serial dates and instants, in one time zone and whatever the machine's own zone
 * is.
 */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;
const QUARTER_HOUR = 900_000; // zones change their offset on quarter hours only
const MAX_REMEMBERED = 100_000;
const MOST_SERIAL = 99_000_000; // days that a Date can hold on either side of 1970

export class ZoneClock {
  readonly #parts: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  readonly #instants = new Map<number, number>();

  /** @throws {RangeError} If the machine does not know the zone. */
  constructor(readonly timeZone: string) {
    this.#parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /**
   * Gives the instant of a serial date, as milliseconds since 1970.
   *
   * @example
   * new ZoneClock('Europe/London').toInstant(46_266); // => Date.UTC(2026, 7, 31, 23): midnight of 1 September is in
   * summer time
   */
  toInstant(serial: number): number {
    const known = this.#instants.get(serial);
    if (known !== undefined) return known;
    const wallTime = SERIAL_ZERO + Math.round(serial * MS_PER_DAY);
    const guess = wallTime - this.offsetAt(wallTime);
    const instant = wallTime - this.offsetAt(guess);
    if (this.#instants.size >= MAX_REMEMBERED) this.#instants.clear();
    this.#instants.set(serial, instant);
    return instant;
  }

  /** What a script gets of a number in a cell that shows dates: a date, or the number where there is no such day. */
  dateOr(serial: number): Date | number {
    return Math.abs(serial) > MOST_SERIAL ? serial : new Date(this.toInstant(serial));
  }

  /** Gives the serial date of an instant: whole days since 30 December 1899 on the zone's own calendar. */
  toSerial(instant: number): number {
    return (instant + this.offsetAt(instant) - SERIAL_ZERO) / MS_PER_DAY;
  }

  /** What has to be added to UTC to get the zone's wall time at an instant, in milliseconds. */
  offsetAt(instant: number): number {
    const quarter = Math.floor(instant / QUARTER_HOUR);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const at = quarter * QUARTER_HOUR;
    const part: Record<string, number> = {};
    for (const { type, value } of this.#parts.formatToParts(at)) part[type] = Number(value);
    const wallTime = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
    const offset = wallTime - at;
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

/** The serial date of a calendar date. Months count from 1. Undefined if there is no such date. */
export function serialOfDate(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return (date.getTime() - SERIAL_ZERO) / MS_PER_DAY;
}

/** The calendar date of a serial date, as the UTC parts of a Date. */
export const dateOfSerial = (serial: number): Date => new Date(SERIAL_ZERO + Math.floor(serial) * MS_PER_DAY);
