/** What has been collected so far, so that a run which was cut off goes on where it was. */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { VERSION } from '../../src/workbook/version';
import type { Exported } from './find-workbooks';
import type { Collected } from './work-out';

interface Line {
  readonly version: string;
  readonly stamp: string;
  readonly otherwise: number;
  readonly collected: Collected;
}

export class Journal {
  private readonly lines = new Map<string, Line>();

  /** @param file - Beside what is made; it is taken away once that is whole. */
  constructor(
    private readonly file: string,
    private readonly otherwise: number,
  ) {
    if (!existsSync(file)) return;
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const line = lineIn(text);
      if (line) this.lines.set(line.collected.workbook, line);
    }
  }

  /** What a workbook gave, where it has not changed since, nor the rules. */
  of({ name, stamp }: Exported): Collected | null {
    const line = this.lines.get(name);
    const isSame = line?.stamp === stamp && line.version === VERSION && line.otherwise === this.otherwise;
    return isSame ? line.collected : null;
  }

  note({ stamp }: Exported, collected: Collected): void {
    const line: Line = { version: VERSION, stamp, otherwise: this.otherwise, collected };
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  end(): void {
    rmSync(this.file, { force: true });
  }
}

/** The last line may have been cut off. */
function lineIn(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
