import type { Me } from '../../actions/answers';

/** Who is signed in, with what roles: the end of a page. */
export function Signed({ me }: { me: Me | null }) {
  if (!me) return null;
  return (
    <footer>
      Signed in as {me.name === me.email ? me.email : `${me.name} (${me.email})`}
      {me.roles.length > 0 && `, ${me.roles.join(' and ')}`}.
    </footer>
  );
}
