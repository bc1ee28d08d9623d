/**
 * Texts that stand earlier in a list too, with both places; blank ones are nothing.
 *
 * It hashes by itself: filling a `Set` with the IDs of a large ledger takes longer than all that is worked out from it.
 *
 * @param textAt - The text at an index, from 0 to `count` - 1.
 * @example
 * repeatsIn(4, (index) => ['L-1', 'L-2', '', 'L-1'][index]!); // => [[3, 0]]
 */
export function repeatsIn(count: number, textAt: (index: number) => string): [index: number, earlier: number][] {
  let size = 16;
  while (size < 2 * count) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size); // index + 1 of a text; 0 where none is
  const found: [number, number][] = [];
  for (let index = 0; index < count; index++) {
    const text = textAt(index);
    if (text === '') continue;
    let hash = 0;
    for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
    let place = (hash ^ (hash >>> 15)) & mask;
    while (places[place] !== 0 && textAt(places[place]! - 1) !== text) place = (place + 1) & mask;
    if (places[place] === 0) places[place] = index + 1;
    else found.push([index, places[place]! - 1]);
  }
  return found;
}
