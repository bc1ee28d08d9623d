/** The workbook that is served: its tracker, and the folder in which every change of it is kept. */
import { type Change, NotReplayable, type Snapshot, type Tracker } from '../contract';
import { openTracker } from '../tracker';
import { CannotOpen, NotSaved, Store } from './store';

export interface KeptOptions {
  /** The folder. */
  data: string;
  /** The folder of the built add-in. */
  bundle: string;
  /** Open what is whole of a damaged workbook. */
  salvage?: boolean;
  url: () => string;
  /** Called after each change, when it is noted. */
  onChange: (change: Change) => void;
}

/** Globals of the add-in that fill a workbook which has never been opened. */
const FILL = { prepare: 'repairWorkbook', sample: 'addSampleData' };
const SNAPSHOT_AFTER_LINES = 400;

export class KeptWorkbook {
  #store: Store;
  #tracker!: Tracker;
  #sample = false;
  #notice: string | undefined;

  constructor(private readonly options: KeptOptions) {
    this.#store = new Store(options.data);
  }

  get tracker(): Tracker {
    return this.#tracker;
  }

  /** Whether it holds the sample data. */
  get isSample(): boolean {
    return this.#sample;
  }

  /** What could not be read of what was saved; undefined where everything could. */
  get notice(): string | undefined {
    return this.#notice;
  }

  /** Opens what was saved, or fills a new workbook with sample data. */
  async open(): Promise<void> {
    const { salvage = false } = this.options;
    const { snapshot, journal, meta, notices } = await this.#store.open({ salvage });
    this.#sample = meta.sample;
    for (const notice of notices) this.#notify(notice);
    await this.#openSaved(snapshot, journal);
    if (!snapshot) await this.#fill(true);
    else await this.#tracker.settled();
  }

  close(): void {
    try {
      this.#save();
    } finally {
      this.#store.close();
      this.#tracker.dispose();
    }
  }

  /**
   * Puts every change so far on disk.
   *
   * @throws {NotSaved} If the disk does not take them.
   */
  commit(): void {
    this.#store.commit();
  }

  /** A snapshot makes the next start faster; without one the journal tells the same. */
  saveIfLong(): void {
    if (this.#store.lines <= SNAPSHOT_AFTER_LINES) return;
    try {
      this.#save();
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      console.error(error.message);
    }
  }

  /** After a batch that was done in part: the workbook as it stood before, by everything that was noted. */
  async openAgain(): Promise<void> {
    const { snapshot, journal } = this.#store.asNoted();
    this.#tracker.dispose();
    await this.#openTracker(snapshot, journal);
    await this.#tracker.settled();
  }

  /**
   * Puts the workbook aside and prepares an empty one.
   *
   * @returns Null, or why it could not be done: then the old one is back.
   */
  async startEmpty(): Promise<string | null> {
    let aside: string | undefined;
    try {
      aside = this.#store.setAside(new Date());
      this.#tracker.dispose();
      this.#store = this.#store.next();
      await this.#store.open();
      await this.#openTracker();
      await this.#fill(false);
      return null;
    } catch (error) {
      await this.#putBack(aside);
      const { message } = error as Error;
      const isSaid = error instanceof NotSaved || error instanceof CannotOpen;
      return isSaid ? message : `No empty workbook could be prepared: ${message}`;
    }
  }

  /** The workbook as it was before it was put aside, if it was by then. */
  async #putBack(aside: string | undefined): Promise<void> {
    if (aside !== undefined) this.#store.takeBack(aside);
    else if (this.#store.isOpen) return;
    this.#tracker.dispose();
    this.#store = this.#store.next();
    const { snapshot, journal, meta } = await this.#store.open();
    this.#sample = meta.sample;
    await this.#openSaved(snapshot, journal);
    await this.#tracker.settled();
  }

  /**
   * Opens the workbook as far as what was saved can be done again; what comes after that is kept in a file beside it.
   */
  async #openSaved(snapshot: Snapshot | undefined, journal: Change[]): Promise<void> {
    try {
      await this.#openTracker(snapshot, journal);
    } catch (error) {
      if (!(error instanceof NotReplayable)) throw error;
      const beside = this.#store.leaveOutFrom(error.at, new Date());
      const count = journal.length - error.at;
      this.#notify(
        `One of the saved changes cannot be made again (${error.message}). The workbook is shown as it ` +
          `stood before it; ${count === 1 ? 'the change is' : `the ${count} changes from there on are`} kept in ` +
          `${beside}.`,
      );
      // What was opened is changed by now.
      const whole = this.#store.asNoted();
      await this.#openTracker(whole.snapshot, whole.journal);
    }
  }

  async #openTracker(snapshot?: Snapshot, journal: Change[] = []): Promise<void> {
    const { bundle, url, onChange } = this.options;
    this.#tracker = await openTracker({
      bundle,
      ...(snapshot && { snapshot, ownsSnapshot: true }),
      journal,
      url,
    });
    this.#tracker.onChange((change) => {
      this.#store.note(change);
      onChange(change);
    });
  }

  /** A new workbook: the add-in prepares it, and fills it with sample data if wanted. */
  async #fill(sample: boolean): Promise<void> {
    const { owner } = this.#tracker.state;
    for (const step of sample ? [FILL.prepare, FILL.sample] : [FILL.prepare]) {
      const result = this.#tracker.run(owner, step);
      const refused = (result.value as { ok?: boolean; message?: string } | null)?.ok === false;
      if (result.error || refused)
        throw new Error(
          `The new workbook could not be filled: ${step}: ` +
            `${result.error ?? (result.value as { message: string }).message}`,
        );
    }
    this.#sample = sample;
    await this.#tracker.settled();
    this.#save();
  }

  #save(): void {
    this.#store.save(this.#tracker.snapshot(), { sample: this.#sample });
  }

  /** Says something where the tracker was started, and keeps it for the pages. */
  #notify(notice: string): void {
    console.error(notice);
    this.#notice = this.#notice === undefined ? notice : `${this.#notice} ${notice}`;
  }
}
