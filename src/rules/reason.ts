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

export const stop = (rule: string, message: string, cure?: string): Finding => ({
  rule,
  severity: 'stop',
  message,
  ...(cure === undefined ? {} : { cure }),
});
export const warn = (rule: string, message: string): Finding => ({ rule, severity: 'warn', message });
export const note = (rule: string, message: string): Finding => ({ rule, severity: 'note', message });
