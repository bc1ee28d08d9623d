/** What a set-up did, in a sentence or two. */
export function setUpMessage(did: readonly string[], unclear: readonly string[]): string {
  const things = (count: number, one: string, more: string) =>
    `${count} ${count === 1 ? `thing ${one}` : `things ${more}`}`;
  const lines = [
    ...(unclear.length > 0 ? [`${things(unclear.length, 'needs', 'need')} you: see below.`] : []),
    ...(did.length > 0 ? [`${things(did.length, 'was', 'were')} put in order. Your data was not touched.`] : []),
  ];
  return lines.length > 0 ? lines.join(' ') : 'Everything was in order; nothing was changed.';
}
