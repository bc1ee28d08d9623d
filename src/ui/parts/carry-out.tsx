import type { ToCarryOut } from '../../actions/answers';
import { openPage } from '../server';

/** Approved changes of membership that are not in Membership yet, each with the way to the form that does it (P7). */
export function CarryOutList({ changes }: { changes: readonly ToCarryOut[] }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="carry-out">
      <h2 id="carry-out">Approved, to be carried out ({changes.length})</h2>
      {changes.map(({ request, change, school, cluster }) => (
        <article class="box" key={request} aria-label={`${request}, ${school}`}>
          <h3>
            {school} {change} {cluster}
          </h3>
          <p class="soft small">{request}</p>
          <div class="actions">
            <button type="button" class="main" onClick={() => openPage('showChangeMembers', request)}>
              See what it does, and carry it out
            </button>
          </div>
        </article>
      ))}
    </section>
  );
}
