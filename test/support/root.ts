import { existsSync } from 'node:fs';
import path from 'node:path';

function rootAbove(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : rootAbove(path.dirname(folder));
}

/** The folder of the whole project, from wherever this was bundled to. */
export const ROOT = rootAbove(__dirname);
