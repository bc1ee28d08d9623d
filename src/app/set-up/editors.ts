type Protection = GoogleAppsScript.Spreadsheet.Protection;

/** Somebody who decides, and the row of People that says so. */
export interface Decider {
  readonly email: string;
  readonly row: number;
}

/**
 * Who may edit what is protected.
 *
 * People are added and taken out one by one, added first, so that one whom Google refuses stops nobody else. Never taken
 * out: the owner and whoever runs this, whom Google lets nobody take out, and entries without an address, which are
 * groups and people who hide theirs.
 */
export class Editors {
  private readonly refused = new Map<string, string>();
  private readonly kept = new Map<string, string>();
  /** Whom a new protection lets in of itself: everybody who can edit the file. The same for each of them. */
  private ofNew: readonly string[] | null = null;
  private newIsOpenToDomain: boolean | null = null;

  /**
   * @param me - Whoever this runs for.
   * @param owner - The owner of the file; empty where a shared drive owns it.
   */
  constructor(
    private readonly me: string,
    private readonly owner: string,
    private readonly deciders: readonly Decider[],
  ) {}

  /** Restricts a protection that lets everybody in, being new: it holds from the first change of its editors. */
  admitTo(protection: Protection, whom: 'owner' | 'deciders'): void {
    this.newIsOpenToDomain ??= protection.canDomainEdit();
    if (this.newIsOpenToDomain) protection.setDomainEdit(false);
    const added = this.wanted(whom).filter((email) => this.add(protection, email));
    if (added.length === 0) protection.addEditor(this.me);
    this.ofNew ??= editorsOf(protection);
    this.takeOut(protection, this.ofNew, whom);
  }

  /** Lets in who is missing and takes out who does not belong; true where there was anybody. */
  follow(protection: Protection, whom: 'owner' | 'deciders'): boolean {
    const is = editorsOf(protection);
    const missing = this.wanted(whom).filter((email) => !is.includes(email));
    const added = missing.filter((email) => this.add(protection, email));
    return this.takeOut(protection, is, whom) || added.length > 0;
  }

  /** What Google refused, each with what to do. */
  troubles(): string[] {
    const rowOf = (email: string) => this.deciders.find((decider) => decider.email === email)?.row;
    return [
      ...[...this.refused].map(
        ([email, because]) =>
          `Row ${rowOf(email)} of People: Google does not let ${email} into what is protected (${because}). Correct ` +
          'the address if it is misspelt; it has to be one that somebody signs in to Google with. Everybody else was ' +
          'let in.',
      ),
      ...[...this.kept].map(
        ([email, because]) =>
          `Google does not take ${email} out of what is protected (${because}). The owner of the file does it under ` +
          'Data ▸ Protect sheets and ranges.',
      ),
    ];
  }

  private wanted(whom: 'owner' | 'deciders'): string[] {
    return whom === 'owner' ? [] : this.deciders.map(({ email }) => email).filter((email) => email !== this.owner);
  }

  private add(protection: Protection, email: string): boolean {
    if (this.refused.has(email)) return false;
    try {
      protection.addEditor(email);
      return true;
    } catch (error) {
      this.refused.set(email, plainly(error));
      return false;
    }
  }

  private takeOut(protection: Protection, is: readonly string[], whom: 'owner' | 'deciders'): boolean {
    const stay = ['', this.me, this.owner, ...this.wanted(whom)];
    const leaving = is.filter((email) => !stay.includes(email));
    return leaving.filter((email) => this.remove(protection, email)).length > 0;
  }

  private remove(protection: Protection, email: string): boolean {
    try {
      protection.removeEditor(email);
      return true;
    } catch (error) {
      this.kept.set(email, plainly(error));
      return false;
    }
  }
}

const editorsOf = (protection: Protection): string[] =>
  protection.getEditors().map((user) => user.getEmail().toLowerCase());

const plainly = (error: unknown): string => String((error as Error).message ?? error).replace(/^Exception: /, '');
