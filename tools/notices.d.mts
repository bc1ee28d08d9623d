interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

export function packagesIn(metafiles: readonly Metafile[]): string[];
export function noticesOf(folders: readonly string[]): string;
export function noticesPage(folders: readonly string[]): string;
