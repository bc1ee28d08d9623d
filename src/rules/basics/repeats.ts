/**
 * A number for a text, to tell most texts apart by; 0 only for the blank one.
 *
 * IDs are hashed by hand while their cells are looked at anyway: filling a `Set` with those of a large ledger takes
 * longer than all that is worked out from it.
 */
export function hashOf(text: string): number {
  if (text === '') return 0;
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return hash === 0 ? 1 : hash;
}

const SPREAD = 0x9e3779b1; // 2³² over the golden ratio: hashes that follow each other land far apart

/**
 * Items that are the same as one earlier in a list, with the places of both: of several, the first. An item with the
 * hash 0 is nothing.
 *
 * @param hashes - Of each item a number; items that are the same have the same.
 * @param isSame - Whether two items with the same hash are the same.
 * @example
 * const ids = ['L-1', 'L-2', '', 'L-1'];
 * repeatsIn(Int32Array.from(ids, hashOf), (index, earlier) => ids[index] === ids[earlier]); // => [[3, 0]]
 */
export function repeatsIn(
  hashes: Int32Array,
  isSame: (index: number, earlier: number) => boolean,
): [index: number, earlier: number][] {
  let bits = 4;
  while (2 ** bits < 1.25 * hashes.length) bits++;
  const last = 2 ** bits - 1;
  const places = new Int32Array(last + 1); // index + 1 of an item; 0 where none is
  const found: [number, number][] = [];
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index]!;
    if (hash === 0) continue;
    let place = Math.imul(hash, SPREAD) >>> (32 - bits);
    let earlier = places[place]! - 1;
    while (earlier >= 0 && (hashes[earlier] !== hash || !isSame(index, earlier))) {
      place = (place + 1) & last;
      earlier = places[place]! - 1;
    }
    if (earlier < 0) places[place] = index + 1;
    else found.push([index, earlier]);
  }
  return found;
}
