/** How much weight a finding has: the guidance says no; allowed but flagged; good to know. */
export type Severity = 'stop' | 'warn' | 'note';

/** Something a rule has to say, with its number, in words for people. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The smallest change that takes it away, in words for people, where one is known. */
  readonly cure?: string;
}

const finding =
  (severity: Severity) =>
  (rule: string, message: string, cure?: string): Finding => ({
    rule,
    severity,
    message,
    ...(cure === undefined ? {} : { cure }),
  });

export const stop = finding('stop');
export const warn = finding('warn');
export const note = finding('note');
