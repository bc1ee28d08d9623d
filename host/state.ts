/** What a tracker keeps besides its workbook: at first, as it was saved, and in a copy of the file. */
import { randomUUID } from 'node:crypto';
import type { HostState, Snapshot, TrackerOptions } from './contract';

const OWNER = 'owner@example.org';
const TIME_ZONE = 'Europe/London';
const LOCALE = 'en_GB';

export function newState({ owner = OWNER, timeZone, locale }: TrackerOptions): HostState {
  return {
    owner,
    editors: owner === '' ? [] : [owner],
    timeZone: timeZone ?? TIME_ZONE,
    locale: locale ?? LOCALE,
    properties: { document: {}, script: {}, user: {} },
    protections: [],
    triggers: [],
    outbox: [],
    metadata: [],
    charts: [],
  };
}

/** A saved state; older ones lack what was not known then. */
export function savedState(saved: HostState): HostState {
  const { metadata = [], charts = [], ...rest } = structuredClone(saved);
  return { ...rest, metadata, charts };
}

/**
 * What "Make a copy" makes of a file: tabs keep their IDs, and what is noted on them. Protections stay, but only whoever
 * made the copy may edit what they protect. Everything that hangs on the old file or the old script is gone.
 */
export function copyOf({ workbook, state }: Snapshot, by: string): Snapshot {
  const { timeZone, locale, protections, metadata, charts } = structuredClone(state);
  return {
    workbook: { ...workbook, id: randomUUID(), name: `Copy of ${workbook.name ?? 'Untitled spreadsheet'}` },
    state: {
      ...newState({ bundle: '', owner: by, timeZone, locale }),
      protections: protections.map((saved) => ({ ...saved, editors: saved.restricted ? [by] : [] })),
      // What only the project that wrote it sees, the copied script, another project, does not.
      metadata: metadata.filter(({ visibility }) => visibility === 'DOCUMENT'),
      charts,
    },
  };
}
