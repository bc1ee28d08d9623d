/** What cannot be read and is in none of what a page shows. */
export function Unread({ text }: { text: string }) {
  return text === '' ? null : <p class="box warn wrap">{text}</p>;
}
