/**
 * A number for a text, to tell most texts apart by; 0 only for the blank one.
 *
 * IDs are hashed by hand while their cells are looked at anyway: filling a `Set` with those of a large ledger takes longer
 * than all that is worked out from it.
 */
export function hashOf(text: string): number {
  if (text === '') return 0;
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return hash === 0 ? 1 : hash;
}

/**
 * Texts that stand earlier in a list too, with both places; blank ones are nothing.
 *
 * @param hashes - {@link hashOf} of each text.
 * @param textAt - The text at an index.
 * @example
 * const ids = ['L-1', 'L-2', '', 'L-1'];
 * repeatsIn(Int32Array.from(ids, hashOf), (index) => ids[index]!); // => [[3, 0]]
 */
export function repeatsIn(hashes: Int32Array, textAt: (index: number) => string): [index: number, earlier: number][] {
  let size = 16;
  while (size < 1.25 * hashes.length) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size); // index + 1 of a text; 0 where none is
  const found: [number, number][] = [];
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index]!;
    if (hash === 0) continue;
    let place = (hash ^ (hash >>> 15)) & mask;
    let earlier = places[place]! - 1;
    while (earlier >= 0 && (hashes[earlier] !== hash || textAt(earlier) !== textAt(index))) {
      place = (place + 1) & mask;
      earlier = places[place]! - 1;
    }
    if (earlier < 0) places[place] = index + 1;
    else found.push([index, earlier]);
  }
  return found;
}
