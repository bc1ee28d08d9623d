/**
 * The workbook on disk: a snapshot now and then, and a journal of everything since, written before anything is
 * acknowledged.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Change, Snapshot } from '../contract';

/** The saved workbook cannot be used; the message says which file and what to do. Nothing was overwritten. */
export class Damaged extends Error {}

/** Another server works on the same folder. */
export class InUse extends Error {}

/** The disk did not take what was to be saved; it is kept for the next try. The message says what to do. */
export class NotSaved extends Error {}

export interface Saved {
  /** Undefined for a folder that holds no workbook yet. */
  snapshot: Snapshot | undefined;
  journal: Change[];
  meta: Meta;
}

/** What is remembered beside the workbook. */
export interface Meta {
  /** The page offers an empty workbook while this is so. */
  sample: boolean;
}

/** What is asked of the disk while the workbook is open. */
export type Disk = Pick<typeof fs, 'writeSync' | 'ftruncateSync' | 'fsyncSync'>;

const SNAPSHOT = 'snapshot.json';
const JOURNAL = 'journal.jsonl';
const LOCK = 'server.pid';

/** A line that waits to be written. */
interface Line {
  readonly text: string;
  readonly change: Change;
}

/** One folder, one server, one workbook. */
export class Store {
  #sequence = 0;
  #journal = -1;
  /** Bytes of the journal's whole lines: what stands behind them was cut off while it was written. */
  #size = 0;
  #isTorn = false;
  #pending: Line[] = [];
  /** Where the line of each change begins that {@link open} gave. */
  #begins: number[] = [];
  /** Journal lines since the last snapshot: the server takes a new one when they grow many. */
  lines = 0;

  constructor(
    readonly folder: string,
    private readonly disk: Disk = fs,
  ) {}

  /**
   * Takes the folder and reads what is in it.
   *
   * A workbook is there from its first snapshot on: a journal before it is of a workbook whose filling was cut off,
   * which nobody has seen.
   *
   * @throws {InUse} If a running server has it.
   * @throws {Damaged} If a file in it cannot be read.
   * @throws {NotSaved} If nothing can be written there.
   */
  open(): Saved {
    this.#orNotSaved(() => fs.mkdirSync(this.folder, { recursive: true }));
    this.#lock();
    const { snapshot, meta, sequence } = this.#readSnapshot();
    const { changes, begins, last, size } = this.#readJournal(sequence);
    if (!snapshot && last > changes.length)
      throw new Damaged(damageText(this.#file(SNAPSHOT), 'it is missing, and the journal beside it goes on from it'));
    this.#journal = this.#orNotSaved(() =>
      fs.openSync(this.#file(JOURNAL), fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600),
    );
    const kept = snapshot ? { changes, begins, last, size } : { changes: [], begins: [], last: 0, size: 0 };
    fs.ftruncateSync(this.#journal, kept.size);
    this.#size = kept.size;
    this.#begins = kept.begins;
    this.#sequence = kept.last;
    this.lines = kept.changes.length;
    return { snapshot, journal: kept.changes, meta };
  }

  /** The workbook as it stands by everything that was noted, on disk by now or not. */
  asNoted(): Pick<Saved, 'snapshot' | 'journal'> {
    const { snapshot, sequence } = this.#readSnapshot();
    const { changes } = this.#readJournal(sequence);
    return { snapshot, journal: [...changes, ...this.#pending.map(({ change }) => change)] };
  }

  /**
   * Notes a change; it is on disk once {@link commit} has returned. Results of formulas are worked out anew on start.
   */
  note(change: Change): void {
    if (change.kind === 'mutation' && change.derived) return;
    const text = JSON.stringify({ seq: ++this.#sequence, change });
    this.#pending.push({ text: `${checksum(text)} ${text}\n`, change });
  }

  /**
   * Puts everything noted so far on disk.
   *
   * @throws {NotSaved} If the disk takes none or only a part: the journal ends with its last whole line then, and
   *   everything
   * is tried again the next time.
   */
  commit(): void {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(this.#pending.map(({ text }) => text).join(''));
    this.#orNotSaved(() => this.#append(bytes));
    this.#size += bytes.length;
    this.lines += this.#pending.length;
    this.#pending = [];
  }

  /**
   * Replaces snapshot and journal by a new snapshot. Cut off between the two steps, the old journal's lines are known
   * by their numbers and skipped.
   *
   * @throws {NotSaved} If the disk does not take it: the old snapshot and the journal stay.
   */
  save(snapshot: Snapshot, meta: Meta): void {
    this.commit();
    const text = JSON.stringify({ seq: this.#sequence, meta, snapshot });
    const temporary = this.#file(`${SNAPSHOT}.new`);
    this.#orNotSaved(() => {
      try {
        const file = fs.openSync(temporary, 'w', 0o600);
        try {
          this.#write(file, Buffer.from(`${checksum(text)}\n${text}`), 0);
        } finally {
          fs.closeSync(file);
        }
        fs.renameSync(temporary, this.#file(SNAPSHOT));
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
      this.disk.ftruncateSync(this.#journal, 0);
    });
    this.#size = 0;
    this.lines = 0;
  }

  /** Moves the workbook aside, under a name with the time, and leaves an empty place. Nothing is deleted. */
  setAside(now: Date): string {
    this.close();
    const aside = `${this.folder}-${stampOf(now)}`;
    fs.renameSync(this.folder, aside);
    return aside;
  }

  /** Gives up a workbook that could not be begun, and puts the one back that was set aside. */
  takeBack(aside: string): void {
    this.#pending = [];
    this.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
    fs.renameSync(aside, this.folder);
  }

  /**
   * Ends the journal before one of the changes that {@link open} gave, and keeps that one and all after it in a file
   * beside.
   *
   * @returns The file's path.
   */
  leaveOutFrom(change: number, now: Date): string {
    const from = this.#begins[change]!;
    const rest = fs.readFileSync(this.#file(JOURNAL)).subarray(from);
    const beside = this.#file(`left-out-${stampOf(now)}.jsonl`);
    this.#orNotSaved(() => {
      fs.writeFileSync(beside, rest, { mode: 0o600, flush: true });
      this.disk.ftruncateSync(this.#journal, from);
    });
    this.#size = from;
    this.lines = change;
    return beside;
  }

  close(): void {
    if (this.#journal < 0) return;
    this.commit();
    fs.closeSync(this.#journal);
    this.#journal = -1;
    fs.rmSync(this.#file(LOCK), { force: true });
  }

  /** Writes lines behind the last whole one; if the disk takes only a part of them, none is left. */
  #append(bytes: Buffer): void {
    const cutBack = () => {
      this.disk.ftruncateSync(this.#journal, this.#size);
      this.#isTorn = false;
    };
    if (this.#isTorn) cutBack();
    try {
      this.#write(this.#journal, bytes, this.#size);
    } catch (error) {
      this.#isTorn = true;
      cutBack();
      throw error;
    }
  }

  /**
   * Writes all bytes at a place and makes sure that they are on the disk; a full disk may take some and say nothing.
   */
  #write(file: number, bytes: Buffer, at: number): void {
    for (let written = 0; written < bytes.length; ) {
      const taken = this.disk.writeSync(file, bytes, written, bytes.length - written, at + written);
      if (taken === 0) throw Object.assign(new Error('The disk takes nothing more.'), { code: 'ENOSPC' });
      written += taken;
    }
    this.disk.fsyncSync(file);
  }

  #orNotSaved<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const why = ['ENOSPC', 'EDQUOT'].includes(code)
        ? 'The disk is full. Make room on it'
        : `The folder cannot be written (${code}). Look whether it is there and may be changed`;
      throw new NotSaved(`Not saved in ${this.folder}. ${why}.`);
    }
  }

  #readSnapshot(): { snapshot: Snapshot | undefined; meta: Meta; sequence: number } {
    const file = this.#file(SNAPSHOT);
    if (!fs.existsSync(file)) return { snapshot: undefined, meta: { sample: false }, sequence: 0 };
    const whole = fs.readFileSync(file, 'utf8');
    const cut = whole.indexOf('\n');
    const text = whole.slice(cut + 1);
    if (cut < 0 || whole.slice(0, cut) !== checksum(text))
      throw new Damaged(damageText(file, 'its content does not fit its checksum'));
    const { seq, meta, snapshot } = JSON.parse(text) as { seq: number; meta: Meta; snapshot: Snapshot };
    return { snapshot, meta, sequence: seq };
  }

  /**
   * The changes after the snapshot, where the line of each begins, the number of the last line and the bytes of all
   * whole lines. A last line that was cut off was never acknowledged and is none; damage anywhere else stops the start.
   */
  #readJournal(after: number): { changes: Change[]; begins: number[]; last: number; size: number } {
    const file = this.#file(JOURNAL);
    const found = { changes: [] as Change[], begins: [] as number[], last: after, size: 0 };
    if (!fs.existsSync(file)) return found;
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    // Behind the last line end stands nothing, or what was cut off.
    for (const [index, line] of lines.slice(0, -1).entries()) {
      const text = line.slice(line.indexOf(' ') + 1);
      if (line.slice(0, line.indexOf(' ')) !== checksum(text)) {
        if (index === lines.length - 2 && lines.at(-1) === '') break;
        throw new Damaged(damageText(file, `line ${index + 1} does not fit its checksum`));
      }
      const { seq, change } = JSON.parse(text) as { seq: number; change: Change };
      if (seq > found.last) {
        found.last = seq;
        found.changes.push(change);
        found.begins.push(found.size);
      }
      found.size += Buffer.byteLength(line) + 1;
    }
    return found;
  }

  #lock(): void {
    const file = this.#file(LOCK);
    const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
    if (holder && holder !== process.pid && isRunning(holder)) {
      throw new InUse(
        `The folder ${this.folder} is in use by another running tracker (process ${holder}). Stop that one, or start ` +
          'this one with --data and another folder.',
      );
    }
    this.#orNotSaved(() => fs.writeFileSync(file, String(process.pid)));
  }

  #file(name: string): string {
    return path.join(this.folder, name);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A time as part of a file's name. */
const stampOf = (now: Date): string => now.toISOString().replace(/[:.]/g, '-');

const damageText = (file: string, what: string): string =>
  `The saved workbook is damaged: ${file}: ${what}. Nothing was overwritten. To start anew, rename its folder, or ` +
  'use --data with another folder; to keep what you can, ask somebody to look at the file first.';
