/**
 * The workbook on disk: a snapshot now and then, and a journal of everything since, written before anything is
 * acknowledged.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Change, Snapshot } from '../contract';
import { FolderLock, InUse } from './folder-lock';
import { checksum, type JournalRead, journalLine, readJournal } from './journal';

/** The workbook cannot be opened as it is saved: the message says which file, why, and what to do. Nothing was changed. */
export class CannotOpen extends Error {}

/** The disk did not take what was to be saved; it is kept for the next try. The message says what to do. */
export class NotSaved extends Error {}

export interface Saved {
  /** Undefined for a folder that holds no workbook yet. */
  snapshot: Snapshot | undefined;
  journal: Change[];
  meta: Meta;
  /** What people should know of what was left out; nothing where all is whole. */
  notices: string[];
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
/** Ends every message of something that stops the start. */
const OTHER_FOLDER = 'or start the tracker with --data and another folder';

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
  /** What {@link open} read. */
  #read: JournalRead | undefined;
  /** Journal lines since the last snapshot: the server takes a new one when they grow many. */
  lines = 0;

  constructor(
    readonly folder: string,
    private readonly disk: Disk = fs,
    private readonly lock = new FolderLock(path.join(folder, LOCK)),
  ) {}

  /** For the workbook that comes into the place of this one, or was there before: it has the folder from the start. */
  next(): Store {
    return new Store(this.folder, this.disk, this.lock);
  }

  /**
   * Takes the folder and reads what is in it.
   *
   * A workbook is there from its first snapshot on: a journal before it is of a workbook whose filling was cut off,
   * which nobody has seen.
   *
   * @param salvage - Open what is whole although acknowledged changes are missing; what comes after is kept beside.
   * @throws {CannotOpen} If another tracker has the folder, if a file in it cannot be read, or if changes are missing.
   * @throws {NotSaved} If nothing can be written there.
   */
  async open({ salvage = false } = {}): Promise<Saved> {
    const isNew = await this.#take();
    try {
      return this.#open(salvage);
    } catch (error) {
      if (isNew) this.lock.release();
      throw error;
    }
  }

  /** @returns Whether it had not been taken before. */
  async #take(): Promise<boolean> {
    if (this.#orNotSaved(() => fs.statSync(this.folder, { throwIfNoEntry: false }))?.isFile())
      throw new CannotOpen(`${this.folder} is a file, and a folder was expected. Rename it, ${OTHER_FOLDER}.`);
    this.#orNotSaved(() => fs.mkdirSync(this.folder, { recursive: true }));
    try {
      return await this.lock.take();
    } catch (error) {
      if (error instanceof InUse)
        throw new CannotOpen(
          `The folder ${this.folder} is in use by another running tracker (process ${error.process}). Stop that one, ` +
            `${OTHER_FOLDER}.`,
        );
      return this.#orNotSaved(() => {
        throw error;
      });
    }
  }

  #open(salvage: boolean): Saved {
    const { snapshot, meta, sequence } = this.#readSnapshot();
    const bytes = this.#bytesOf(JOURNAL);
    const read = readJournal(bytes ?? Buffer.alloc(0), sequence);
    if (!snapshot && read.first > 1)
      throw damaged(this.#file(SNAPSHOT), 'it is missing, and the journal beside it goes on from it');
    const why = snapshot && this.#whatIsMissing(bytes, read);
    if (why && !salvage) throw damaged(this.#file(JOURNAL), why, true);
    this.#journal = this.#orNotSaved(() =>
      fs.openSync(this.#file(JOURNAL), fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600),
    );
    this.#read = snapshot ? read : { changes: [], begins: [], first: 0, last: 0, size: 0 };
    const notices = this.#leaveRestOut(bytes, why);
    this.#orNotSaved(() => this.disk.ftruncateSync(this.#journal, this.#read!.size));
    this.#size = this.#read.size;
    this.#sequence = this.#read.last;
    this.lines = this.#read.changes.length;
    return { snapshot, journal: this.#read.changes, meta, notices };
  }

  /** Why acknowledged changes are missing from the journal of a workbook; undefined where none is. */
  #whatIsMissing(bytes: Buffer | undefined, { rest }: JournalRead): string | undefined {
    if (!bytes) return 'it is missing, and the snapshot beside it needs one';
    return rest && !rest.isLast ? rest.what : undefined;
  }

  /** Keeps beside what follows the last whole line, and says so. */
  #leaveRestOut(bytes: Buffer | undefined, why: string | undefined): string[] {
    const { rest, size } = this.#read!;
    if (!rest) return why ? [`${this.#file(JOURNAL)}: ${why}. The workbook is shown as its last snapshot has it.`] : [];
    const beside = this.#keepBeside(bytes!.subarray(size), new Date());
    return [
      why
        ? `${this.#file(JOURNAL)}: ${why}. The workbook is shown as it stood before; everything from that line on is ` +
          `kept in ${beside}.`
        : `${this.#file(JOURNAL)}: ${rest.what}, and is the last one: it was cut off while it was being written, or ` +
          `changed since. The workbook is shown as it stood before; the line is kept in ${beside}.`,
    ];
  }

  /** The workbook as it stands by everything that was noted, on disk by now or not. */
  asNoted(): Pick<Saved, 'snapshot' | 'journal'> {
    const { snapshot, sequence } = this.#readSnapshot();
    const { changes } = readJournal(this.#bytesOf(JOURNAL) ?? Buffer.alloc(0), sequence);
    return { snapshot, journal: [...changes, ...this.#pending.map(({ change }) => change)] };
  }

  /**
   * Notes a change; it is on disk once {@link commit} has returned. Results of formulas are worked out anew on start.
   */
  note(change: Change): void {
    if (change.kind === 'mutation' && change.derived) return;
    this.#pending.push({ text: journalLine(++this.#sequence, change), change });
  }

  /**
   * Puts everything noted so far on disk.
   *
   * @throws {NotSaved} If the disk takes none or only a part: the journal ends with its last whole line then, and
   *   everything is
   *   tried again the next time.
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
        syncFolder(this.folder);
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
      this.disk.ftruncateSync(this.#journal, 0);
    });
    this.#size = 0;
    this.lines = 0;
  }

  /**
   * Moves the workbook aside, under a name with the time, and leaves an empty place that is still this tracker's, for
   * {@link next}. Nothing is deleted, and nothing is written: the disk may be full.
   */
  setAside(now: Date): string {
    this.#closeJournal();
    const aside = `${this.folder}-${stampOf(now)}`;
    this.#orNotSaved(() => {
      fs.renameSync(this.folder, aside);
      try {
        fs.mkdirSync(this.folder);
        fs.renameSync(path.join(aside, LOCK), this.#file(LOCK));
      } catch (error) {
        fs.rmSync(this.folder, { recursive: true, force: true });
        fs.renameSync(aside, this.folder);
        throw error;
      }
    });
    return aside;
  }

  /** Gives up a workbook that could not be begun, and puts the one back that was set aside, for {@link next}. */
  takeBack(aside: string): void {
    this.#pending = [];
    this.#closeJournal();
    fs.renameSync(this.#file(LOCK), path.join(aside, LOCK));
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
    const { begins, changes, last } = this.#read!;
    const from = begins[change]!;
    const beside = this.#keepBeside(fs.readFileSync(this.#file(JOURNAL)).subarray(from), now);
    this.#orNotSaved(() => this.disk.ftruncateSync(this.#journal, from));
    this.#size = from;
    this.lines = change;
    this.#sequence = last - (changes.length - change);
    return beside;
  }

  /** Writes what is no part of the workbook any more into a file of its own. Returns its path. */
  #keepBeside(bytes: Buffer, now: Date): string {
    const name = (more: string) => this.#file(`left-out-${stampOf(now)}${more}.jsonl`);
    let beside = name('');
    for (let count = 2; fs.existsSync(beside); count++) beside = name(`-${count}`);
    this.#orNotSaved(() => fs.writeFileSync(beside, bytes, { mode: 0o600, flush: true }));
    return beside;
  }

  get isOpen(): boolean {
    return this.#journal >= 0;
  }

  close(): void {
    this.#closeJournal();
    this.lock.release();
  }

  #closeJournal(): void {
    if (!this.isOpen) return;
    this.commit();
    fs.closeSync(this.#journal);
    this.#journal = -1;
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
    const whole = this.#bytesOf(SNAPSHOT);
    if (!whole) return { snapshot: undefined, meta: { sample: false }, sequence: 0 };
    const cut = whole.indexOf('\n');
    const text = whole.subarray(cut + 1);
    if (cut < 0 || whole.toString('latin1', 0, cut) !== checksum(text))
      throw damaged(this.#file(SNAPSHOT), 'its content does not fit its checksum');
    const { seq, meta, snapshot } = JSON.parse(text.toString()) as { seq: number; meta: Meta; snapshot: Snapshot };
    return { snapshot, meta, sequence: seq };
  }

  /** What a file of the folder holds, undefined where there is none. */
  #bytesOf(name: string): Buffer | undefined {
    const file = this.#file(name);
    try {
      if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory())
        throw new CannotOpen(
          `The saved workbook cannot be read: ${file} is a folder, and a file was expected. Nothing was overwritten. ` +
            `Put the file back, ${OTHER_FOLDER}.`,
        );
      return fs.readFileSync(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      if (code === undefined) throw error;
      throw new CannotOpen(
        `The saved workbook cannot be read: ${file} (${code}). Nothing was overwritten. Look whether you may open the ` +
          `file and no other program has it, ${OTHER_FOLDER}.`,
      );
    }
  }

  #file(name: string): string {
    return path.join(this.folder, name);
  }
}

/** A time as part of a file's name. */
const stampOf = (now: Date): string => now.toISOString().replace(/[:.]/g, '-');

const damaged = (file: string, what: string, canSalvage = false): CannotOpen =>
  new CannotOpen(
    `The saved workbook is damaged: ${file}: ${what}. Nothing was overwritten. ` +
      (canSalvage
        ? 'If you have a whole copy of its folder, put that back. To open the workbook as it stood before, start the ' +
          'tracker with: npm start -- --salvage (what cannot be used is kept beside).'
        : `If you have a whole copy of its folder, put that back; to start anew, rename the folder, ${OTHER_FOLDER}.`),
  );

/** Makes sure that a new name in a folder outlasts a power cut; where a system cannot be asked that, it does so itself. */
function syncFolder(folder: string): void {
  let file: number;
  try {
    file = fs.openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fs.fsyncSync(file);
  } catch {
    // Windows
  } finally {
    fs.closeSync(file);
  }
}
