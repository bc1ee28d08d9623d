export function distancesTo(
  inputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>,
  file: string,
): Map<string, number>;
