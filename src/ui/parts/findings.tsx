import type { Said } from '../../actions/answers';

const WEIGHTS = { stop: 'Not possible', warn: 'Look at this', note: 'Good to know' } as const;

/** What the rules say, each with its weight in words and its number. */
export function Findings({ findings }: { findings: readonly Said[] }) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={finding.rule + finding.message} class={finding.severity}>
          <b>{WEIGHTS[finding.severity]}</b> {finding.message} <span class="soft small">(rule {finding.rule})</span>
        </li>
      ))}
    </ul>
  );
}
