/** What scripts note on a sheet or on the whole file. Kept in the host's state; notes on single rows are not emulated. */
import type { SavedMetadata } from '../contract';
import type { Run } from '../script/run';
import { enumeration, fail, Service } from './service';
import { Sheet } from './sheet';
import { Spreadsheet } from './spreadsheet';

const VISIBILITIES = ['DOCUMENT', 'PROJECT'] as const;
type Visibility = (typeof VISIBILITIES)[number];

export const metadataVisibility = enumeration('SpreadsheetApp.DeveloperMetadataVisibility', VISIBILITIES);
export const metadataLocationType = enumeration('SpreadsheetApp.DeveloperMetadataLocationType', [
  'SPREADSHEET',
  'SHEET',
]);

const isVisibility = (value: unknown): value is Visibility => VISIBILITIES.some((known) => known === value);

/**
 * Notes something on a sheet or, without one, on the file. There may be several notes of one key.
 *
 * @param given - As scripts give them: a value, a visibility, or both.
 */
export function addMetadata(run: Run, sheetId: number | undefined, key: string, given: unknown[]): void {
  if (typeof key !== 'string' || key === '') fail('Invalid argument: key');
  const visibility = given.find(isVisibility) ?? 'DOCUMENT';
  const [value] = given.length === 2 || !isVisibility(given[0]) ? given : [];
  const { host } = run;
  const id = 1 + Math.max(0, ...host.state.metadata.map((saved) => saved.id));
  const kept = { id, key, value: value === undefined || value === null ? null : String(value), visibility };
  host.state.metadata = [...host.state.metadata, { ...kept, ...(sheetId !== undefined && { sheetId }) }];
  host.saved('metadata');
}

/** What is noted on a sheet or, without one, on the file itself. */
export const metadataOn = (run: Run, sheetId: number | undefined): DeveloperMetadata[] =>
  run.host.state.metadata.filter((saved) => saved.sheetId === sheetId).map(({ id }) => new DeveloperMetadata(run, id));

/** Looks for notes by what they are; each condition narrows the search. */
export class DeveloperMetadataFinder extends Service {
  readonly service = 'DeveloperMetadataFinder';
  readonly #conditions: ((saved: SavedMetadata) => boolean)[] = [];

  /** @param sheetId - The only sheet to look on; without one it is the file and every sheet. */
  constructor(
    readonly run: Run,
    sheetId?: number,
  ) {
    super();
    if (sheetId !== undefined) this.#conditions.push((saved) => saved.sheetId === sheetId);
  }

  withId(id: number): this {
    return this.#where((saved) => saved.id === id);
  }

  withKey(key: string): this {
    return this.#where((saved) => saved.key === key);
  }

  withValue(value: string): this {
    return this.#where((saved) => saved.value === value);
  }

  withVisibility(visibility: string): this {
    return this.#where((saved) => saved.visibility === visibility);
  }

  withLocationType(type: string): this {
    return this.#where((saved) => locationTypeOf(saved) === type);
  }

  find(): DeveloperMetadata[] {
    return this.run.host.state.metadata
      .filter((saved) => this.#conditions.every((holds) => holds(saved)))
      .map(({ id }) => new DeveloperMetadata(this.run, id));
  }

  #where(condition: (saved: SavedMetadata) => boolean): this {
    this.#conditions.push(condition);
    return this;
  }
}

const locationTypeOf = (saved: SavedMetadata): string => (saved.sheetId === undefined ? 'SPREADSHEET' : 'SHEET');

class DeveloperMetadata extends Service {
  readonly service = 'DeveloperMetadata';

  constructor(
    readonly run: Run,
    readonly id: number,
  ) {
    super();
  }

  getId(): number {
    return this.id;
  }

  getKey(): string {
    return this.#saved().key;
  }

  getValue(): string | null {
    return this.#saved().value;
  }

  getVisibility(): string {
    return this.#saved().visibility;
  }

  getLocation(): DeveloperMetadataLocation {
    return new DeveloperMetadataLocation(this.run, this.#saved());
  }

  setKey(key: string): this {
    return this.#change({ key });
  }

  setValue(value: string): this {
    return this.#change({ value: String(value) });
  }

  setVisibility(visibility: string): this {
    return this.#change({ visibility: isVisibility(visibility) ? visibility : fail('Invalid argument: visibility') });
  }

  remove(): void {
    this.#saved();
    this.#write(this.run.host.state.metadata.filter(({ id }) => id !== this.id));
  }

  #saved(): SavedMetadata {
    return this.run.host.state.metadata.find(({ id }) => id === this.id) ?? fail('Developer metadata not found');
  }

  #change(changes: Partial<SavedMetadata>): this {
    this.#saved();
    this.#write(this.run.host.state.metadata.map((saved) => (saved.id === this.id ? { ...saved, ...changes } : saved)));
    return this;
  }

  #write(metadata: SavedMetadata[]): void {
    this.run.host.state.metadata = metadata;
    this.run.host.saved('metadata');
  }
}

class DeveloperMetadataLocation extends Service {
  readonly service = 'DeveloperMetadataLocation';

  constructor(
    readonly run: Run,
    readonly saved: SavedMetadata,
  ) {
    super();
  }

  getLocationType(): string {
    return locationTypeOf(this.saved);
  }

  getSheet(): Sheet | null {
    const { sheetId } = this.saved;
    const tab = sheetId === undefined ? undefined : this.run.host.book.tabByNumber(sheetId);
    return tab ? new Sheet(this.run, tab.key) : null;
  }

  getSpreadsheet(): Spreadsheet | null {
    return this.saved.sheetId === undefined ? new Spreadsheet(this.run) : null;
  }
}
