/**
 * How many imports away from a file the others are that come to it, by what esbuild says of a bundle.
 *
 * @param {Record<string, { imports: { path: string }[] }>} inputs
 * @param {string} file
 * @returns {Map<string, number>}
 */
export function distancesTo(inputs, file) {
  const importers = new Map();
  for (const [from, { imports }] of Object.entries(inputs))
    for (const { path } of imports) importers.set(path, [...(importers.get(path) ?? []), from]);
  const distances = new Map([[file, 0]]);
  for (const [at, distance] of distances)
    for (const from of importers.get(at) ?? []) if (!distances.has(from)) distances.set(from, distance + 1);
  return distances;
}
