import { asNamed } from '../../rules/basics/text';

const YES = new Set(['yes', 'y', 'true', '1', 'x', '✓', '✔', '☑', '✅', '🗸', '🗹', '√', '[x]', 'ticked']);
const NO = new Set(['no', 'n', 'false', '0', '✗', '✘', '❌', '✖', '✕', '☐', '□', '⬜', '[]', 'unticked', 'not ticked']);

/** Yes or no as a word or a sign says it; undefined where it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  const word = asNamed(text)
    .replace(/^\[ \]$/, '[]')
    .replace(/!$/, '');
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}
