export function changedFiles(
  root: string,
  base: string,
  lengthOf: (file: string) => number,
): { files: string[]; left: string[] } | null;
