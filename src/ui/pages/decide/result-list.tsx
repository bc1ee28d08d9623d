import type { Decided } from '../../../actions/answers';
import { Told } from '../../parts/told';

/** What became of each request that was decided. */
export type Results = Extract<Decided, { ok: true }>['results'];

export function ResultList({ results }: { results: Results }) {
  const failed = results.filter(({ ok }) => !ok).length;
  const title = failed === 0 ? 'Decided' : `${results.length - failed} decided, ${failed} not`;
  return (
    <Told kind={failed === 0 ? 'good' : 'warn'} title={title}>
      <ul style={{ listStyle: 'none', padding: 0, margin: '4px 0' }}>
        {results.map(({ request, ok, message }) => (
          <li key={request}>
            {ok ? '' : 'Not decided: '}
            {message}
          </li>
        ))}
      </ul>
    </Told>
  );
}
