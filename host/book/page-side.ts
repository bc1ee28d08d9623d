/** What a book does with the changes that pages make in their own copy of it. */
import type { Change, SavedProtection } from '../contract';
import type { Area } from './areas';

export interface PageMutation {
  id: string;
  params: unknown;
}

export interface PageSide {
  /** Why a batch cannot be applied, null when it can. */
  whyNot(batch: PageMutation[]): string | null;
  /** What a protection forbids the person of a batch, and what to do instead: sentences for whoever tried. */
  refusalOf(
    batch: PageMutation[],
    state: { protections: SavedProtection[]; owner: string },
    email: string,
  ): string | undefined;
  /** What a batch touches that is protected by a warning only. */
  warningOf(batch: PageMutation[], protections: SavedProtection[]): SavedProtection | undefined;
  /** The cells whose content a batch changes. */
  editedArea(batch: PageMutation[]): { key: string; area: Area } | undefined;
  /** Does all of a batch. Throws `HalfApplied` if the engine gives up in the middle, and tells nobody of any of it. */
  apply(batch: PageMutation[], page: string): void;
  /** Makes a journalled change again, without telling of it. Throws `Refused` if it cannot be. */
  replay(change: Extract<Change, { kind: 'mutation' }>): void;
  /** What a joining page needs besides the snapshot. */
  spilled(): unknown;
}
