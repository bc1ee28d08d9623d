/** How much weight a finding has: the guidance says no; allowed but flagged; good to know. */
export type Severity = 'stop' | 'warn' | 'note';

/** Something a rule has to say, with its number, in words for people. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

export const stop = (rule: string, message: string): Finding => ({ rule, severity: 'stop', message });
export const warn = (rule: string, message: string): Finding => ({ rule, severity: 'warn', message });
export const note = (rule: string, message: string): Finding => ({ rule, severity: 'note', message });
