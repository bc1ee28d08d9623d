const COLOURS: readonly [words: RegExp, colour: string][] = [
  [/^(approved|agreed)/, 'good'],
  [/^(waiting|more)/, 'warn'],
  [/^(not allowed|stale|declined|revoked|expired)/, 'stop'],
];

/** A flag in the colour of its meaning; the words carry it alone. */
export function Flag({ text }: { text: string }) {
  const [, colour] = COLOURS.find(([words]) => words.test(text)) ?? ['', ''];
  return <span class={`flag ${colour}`}>{text}</span>;
}
