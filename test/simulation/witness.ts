/** Sees what the script itself wrote into Decisions and the Log: whatever else stands there somebody typed. A1 and A12. */
import { typedText } from './invariants';
import { keyIn } from './model/beside';
import { decisionText } from './model/flags';
import type { Answer, Row, Workbook } from './workbook';

export class Witness {
  /** What the tracker wrote into Decisions, by ID. */
  readonly kept = new Map<string, string>();
  /** What it wrote into the log, by number and hash. */
  #told = new Map<string, string>();
  #isClosed = false;
  /** What was kept before decisions were taken over. */
  #untaken = new Map<string, string>();

  constructor(private readonly workbook: Workbook) {}

  begin(): void {
    for (const [id, text] of this.#decided()) this.kept.set(id, text);
    this.#told = this.#logged();
  }

  /** The log was closed over what is wrong with it: what stands above the closing proves nothing any more. */
  closed(): void {
    this.#isClosed = true;
  }

  /** Whether there is a key to check decisions with. */
  get hasKey(): boolean {
    return this.#key() !== '';
  }

  /** Notes what a run of the script writes, or takes away. */
  watch(run: () => void): void {
    const { workbook } = this;
    const [decisions, lines, key] = [workbook.rows('Decisions'), workbook.rows('Log'), this.#key()];
    run();
    const isSame = decisions === workbook.rows('Decisions') && lines === workbook.rows('Log');
    if (isSame && this.#key() === key) return;
    const [before, log] = [decidedIn(decisions), loggedIn(lines)];
    const after = this.#decided();
    if (this.#key() !== key) this.#keyChanged(after);
    for (const id of before.keys()) if (!after.has(id)) this.kept.delete(id);
    for (const [id, text] of after) if (!before.has(id)) this.kept.set(id, text);
    const now = this.#logged();
    for (const no of log.keys()) if (!now.has(no)) this.#told.delete(no);
    for (const [no, line] of now) if (!log.has(no)) this.#told.set(no, line);
  }

  /** The log verifies exactly where it holds what the script wrote. */
  checkLog(by: string): void {
    const { good, message } = this.workbook.call<Answer & { good: boolean }>(by, 'verifyLog');
    if (this.#isClosed) return;
    const now = this.#logged();
    const changed = [...this.#told].filter(([no, line]) => now.get(no) !== line).map(([no]) => no);
    const numbers = this.workbook.rows('Log').map((line) => Number(line['No']));
    const isInOrder = numbers.every((no, at) => at === 0 || no === numbers[at - 1]! + 1);
    const isWhole = changed.length === 0 && now.size === this.#told.size && numbers.length === now.size && isInOrder;
    if (good && !isWhole) throw new Error(`Verify log finds nothing wrong with ${changed[0] ?? 'lines too many'}`);
    if (!good && isWhole) throw new Error(`The log is whole, and Verify log says: ${message}`);
  }

  #key(): string {
    const seals = new Set(this.workbook.rows('Decisions').map((row) => row['Seal']));
    return keyIn(this.workbook.tracker.state.properties.document, seals);
  }

  #decided(): Map<string, string> {
    return decidedIn(this.workbook.rows('Decisions'));
  }

  #logged(): Map<string, string> {
    return loggedIn(this.workbook.rows('Log'));
  }

  /** A run that took decisions over may have been cut off, and is taken back then. */
  #keyChanged(after: ReadonlyMap<string, string>): void {
    const isTakenBack = !this.hasKey && this.#untaken.size > 0;
    if (!isTakenBack) {
      this.#untaken = new Map(this.kept);
      this.#takenOver(after);
      return;
    }
    this.kept.clear();
    for (const [id, text] of this.#untaken) this.kept.set(id, text);
  }

  /** Decisions that were taken over have new seals: only what the tracker once wrote may have one. */
  #takenOver(after: ReadonlyMap<string, string>): void {
    const bare = (text: string) =>
      JSON.stringify((JSON.parse(text) as [string, unknown][]).filter(([header]) => !/^Seal/.test(header)));
    const known = new Set([...this.kept.values()].map(bare));
    this.kept.clear();
    for (const row of this.workbook.rows('Decisions')) {
      if (row['Seal'] === '') continue;
      const id = String(row['Decision ID']);
      if (!known.has(bare(after.get(id)!))) throw new Error(`${id} was taken over, and the tracker never made it`);
      this.kept.set(id, after.get(id)!);
    }
  }
}

const decidedIn = (rows: readonly Row[]): Map<string, string> =>
  new Map(rows.map((row) => [String(row['Decision ID']), decisionText(row)]));

const loggedIn = (lines: readonly Row[]): Map<string, string> =>
  new Map(lines.map((line) => [`${line['No']} ${line['Hash']}`, typedText([line])]));
