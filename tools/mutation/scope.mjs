/** What mutation testing looks at: the rules, and what writes, seals and logs what is done. Files and whole folders. */
export const SCOPE = [
  'src/rules',
  'src/workbook/change-set.ts',
  'src/actions/cells-written.ts',
  'src/actions/close-log.ts',
  'src/actions/closed-log.ts',
  'src/actions/perform.ts',
  'src/actions/register-people.ts',
  'src/actions/register.ts',
  'src/actions/take-back.ts',
  'src/actions/take-over.ts',
  'src/actions/undo-note.ts',
  'src/actions/undo.ts',
  'src/actions/undone-lines.ts',
  'src/actions/verify-log.ts',
  'src/actions/write-log.ts',
];

/** Whether a file is looked at, by its path from the root with `/`. */
export const isInScope = (file) =>
  file.endsWith('.ts') && SCOPE.some((part) => file === part || file.startsWith(`${part}/`));

/** A file or folder as a pattern for StrykerJS. */
export const asPattern = (part) => (/\.ts(:|$)/.test(part) ? part : `${part.replace(/\/$/, '')}/**/*.ts`);
