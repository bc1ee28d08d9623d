import type { RunResult, Tracker } from '../../host/contract';
import { answer, token } from './tracker';

export const OWNER = 'owner@example.org';
export const ADVISOR = 'advisor@example.org';
export const DIRECTOR = 'director@example.org';
export const LEAD = 'lead.west@example.org';
export const STRANGER = 'stranger@example.org';

export interface SetUp {
  ok: boolean;
  did: string[];
  message: string;
}

/** What a call of the set-up page answers. */
export interface Part {
  ok: boolean;
  message?: string;
  did: string[];
  unclear: string[];
  next: number | null;
  nextName: string | null;
  parts: number;
}

export const setUp = (tracker: Tracker, who = OWNER): SetUp => answer<SetUp>(tracker.run(who, 'setUpWorkbook'));

/** Starts a workbook that was set up with the clusters and schools of the guidance. */
export function startFromGuidance(tracker: Tracker, who = OWNER): void {
  const start = { token: token(), name: 'Salisbury Cluster Project', from: 'guidance' };
  expect(answer<{ ok: boolean }>(tracker.run(who, 'startProgramme', [start]))).toMatchObject({ ok: true });
}

/** Sets up as the page does, call by call, and gives what each answered. */
export function setUpByParts(tracker: Tracker, who = OWNER, run = call): Part[] {
  const parts: Part[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const part: Part = answer<Part>(run(tracker, who, from));
    parts.push(part);
    from = part.ok ? part.next : null;
  }
  return parts;
}

const call = (tracker: Tracker, who: string, from: number): RunResult => tracker.run(who, 'setUpPart', [{ from }]);

/** What Check workbook says. */
export const messagesOf = (tracker: Tracker, who = OWNER): string[] =>
  answer<{ problems: { message: string }[] }>(tracker.run(who, 'checkWorkbook')).problems.map(({ message }) => message);

/** The tracker's protections of a tab, by what they are of. */
export function protectionsOf(tracker: Tracker, sheet: string) {
  const { id } = tracker.sheets().find(({ name }) => name === sheet)!;
  return tracker.state.protections.filter(({ sheetId }) => sheetId === id);
}
