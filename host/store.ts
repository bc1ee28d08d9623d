/** The workbook on disk: a snapshot now and then, and a journal of everything since, written before anything is acknowledged. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Change, Snapshot } from './contract';

/** The saved workbook cannot be used; the message says which file and what to do. Nothing was overwritten. */
export class Damaged extends Error {}

/** Another server works on the same folder. */
export class InUse extends Error {}

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

const SNAPSHOT = 'snapshot.json';
const JOURNAL = 'journal.jsonl';
const LOCK = 'server.pid';

/** One folder, one server, one workbook. */
export class Store {
  #sequence = 0;
  #journal = -1;
  #pending: string[] = [];
  /** Journal lines since the last snapshot: the server takes a new one when they grow many. */
  lines = 0;

  constructor(readonly folder: string) {}

  /**
   * Takes the folder and reads what is in it.
   *
   * A workbook is there from its first snapshot on: a journal before it is of a workbook whose filling was cut off, which nobody has seen.
   *
   * @throws {InUse} If a running server has it.
   * @throws {Damaged} If a file in it cannot be read.
   */
  open(): Saved {
    fs.mkdirSync(this.folder, { recursive: true });
    this.#lock();
    const { snapshot, meta, sequence } = this.#readSnapshot();
    this.#sequence = sequence;
    const journal = this.#readJournal();
    if (!snapshot) this.#dropUnfinished(journal);
    this.#journal = fs.openSync(this.#file(JOURNAL), 'a');
    return { snapshot, journal: snapshot ? journal : [], meta };
  }

  /** Notes a change; it is on disk once {@link commit} has returned. Results of formulas are worked out anew on start. */
  note(change: Change): void {
    if (change.kind === 'mutation' && change.derived) return;
    const text = JSON.stringify({ seq: ++this.#sequence, change });
    this.#pending.push(`${checksum(text)} ${text}\n`);
  }

  /** Puts everything noted so far on disk. */
  commit(): void {
    if (this.#pending.length === 0) return;
    fs.writeSync(this.#journal, this.#pending.join(''));
    fs.fsyncSync(this.#journal);
    this.lines += this.#pending.length;
    this.#pending = [];
  }

  /** Replaces snapshot and journal by a new snapshot. Cut off between the two steps, the old journal's lines are known by their numbers and skipped. */
  save(snapshot: Snapshot, meta: Meta): void {
    this.commit();
    const text = JSON.stringify({ seq: this.#sequence, meta, snapshot });
    const temporary = this.#file(`${SNAPSHOT}.new`);
    const file = fs.openSync(temporary, 'w');
    fs.writeSync(file, `${checksum(text)}\n${text}`);
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(temporary, this.#file(SNAPSHOT));
    fs.closeSync(this.#journal);
    this.#journal = fs.openSync(this.#file(JOURNAL), 'w');
    this.lines = 0;
  }

  /** Moves the workbook aside, under a name with the time, and begins with an empty folder. Nothing is deleted. */
  setAside(now: Date): string {
    this.close();
    const aside = `${this.folder}-${now.toISOString().replace(/[:.]/g, '-')}`;
    fs.renameSync(this.folder, aside);
    return aside;
  }

  close(): void {
    if (this.#journal < 0) return;
    this.commit();
    fs.closeSync(this.#journal);
    this.#journal = -1;
    fs.rmSync(this.#file(LOCK), { force: true });
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

  /** A last line that was cut off was never acknowledged, and goes; damage anywhere else stops the start. */
  #readJournal(): Change[] {
    const file = this.#file(JOURNAL);
    if (!fs.existsSync(file)) return [];
    const whole = fs.readFileSync(file, 'utf8');
    const lines = whole.split('\n');
    const changes: Change[] = [];
    let good = 0;
    for (const [index, line] of lines.entries()) {
      if (line === '' && index === lines.length - 1) break;
      const text = line.slice(line.indexOf(' ') + 1);
      if (line.slice(0, line.indexOf(' ')) !== checksum(text)) {
        if (index >= lines.length - 1) break;
        throw new Damaged(damageText(file, `line ${index + 1} does not fit its checksum`));
      }
      good += Buffer.byteLength(line) + 1;
      const { seq, change } = JSON.parse(text) as { seq: number; change: Change };
      if (seq <= this.#sequence) continue;
      this.#sequence = seq;
      this.lines++;
      changes.push(change);
    }
    if (good < Buffer.byteLength(whole)) fs.truncateSync(file, good);
    return changes;
  }

  #dropUnfinished(journal: Change[]): void {
    if (this.#sequence > journal.length)
      throw new Damaged(damageText(this.#file(SNAPSHOT), 'it is missing, and the journal beside it goes on from it'));
    fs.rmSync(this.#file(JOURNAL), { force: true });
    this.#sequence = 0;
    this.lines = 0;
  }

  #lock(): void {
    const file = this.#file(LOCK);
    const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
    if (holder && holder !== process.pid && isRunning(holder)) {
      throw new InUse(
        `The folder ${this.folder} is in use by another running tracker (process ${holder}). Stop that one, or start this one with --data and another folder.`,
      );
    }
    fs.writeFileSync(file, String(process.pid));
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

const damageText = (file: string, what: string): string =>
  `The saved workbook is damaged: ${file}: ${what}. Nothing was overwritten. To start anew, rename its folder, or use --data with another folder; to keep what you can, ask somebody to look at the file first.`;
