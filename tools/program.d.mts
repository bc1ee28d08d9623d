import type { Metafile, Plugin } from 'esbuild';

export function buildProgram(plugins?: Plugin[]): Promise<{ text: string; names: string[]; metafile: Metafile }>;
