import { andMore } from '../../rules/basics/long-lists';

interface AndMoreProps {
  more: number;
  /** Where they are seen, as a sentence goes on: "the Requests tab has them all". */
  where: string;
}

/** Below a list, how many more there are than it shows. */
export function AndMore({ more, where }: AndMoreProps) {
  return more === 0 ? null : <p class="soft">… {andMore(more, where)}.</p>;
}
