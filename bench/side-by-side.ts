/** The same sums by the add-in and by others, in one run, equal to the penny. */
import { callFirst, type Source } from './add-in';
import { calcSums, findCalc } from './calc';
import { inRounds, medianTime, type Time, worked } from './clock';
import { duckSums, findDuck } from './duck';
import { findHyper, hyperSums } from './hyper';
import { plainPass, touch } from './plain-pass';
import { type ProgrammeGrids, programme, type Size, withoutRequests } from './programme';
import { differences, type Sums, sumsOf } from './sums';
import { both, ms, nameOf, type Row, type Table, times } from './tables';

const OURS = ['CLUSTER_OVERVIEW', 'CLUSTER_POTS'];
/** HyperFormula takes more than a minute for the small programme, and many for the large one. */
const MOST_FOR_HYPER = 10_000;

interface SideBySide {
  readonly tables: Table[];
  /** Where answers differ; empty where they agree to the penny. */
  readonly wrong: string[];
}

export async function measureSums(sizes: readonly Size[], oursAlone: boolean): Promise<SideBySide> {
  const found = await Promise.all([
    ...sizes.map((size) => sideBySide(size, oursAlone)),
    ...sizes.map((size) => sideBySide(withoutRequests(size), true)),
  ]);
  return { tables: found.map(({ table }) => table), wrong: found.flatMap(({ wrong }) => wrong) };
}

async function sideBySide(size: Size, oursAlone: boolean): Promise<{ table: Table; wrong: string[] }> {
  const grids = programme(size);
  const rounds = size.ledger > 50_000 ? 5 : 15;
  const [known, fresh] = (['cached', 'uncached'] as const).map((source) => inTurn(grids, source, rounds)) as [
    Round,
    Round,
  ];
  const wrong = differences(fresh.ours.sums, fresh.plain.sums, 'plain pass');
  const row = (name: string, of: (round: Round) => Time): Row => [name, both(of(known)), both(of(fresh)), '–'];
  const beyond = ({ ours, twice }: Round) => ms(worked(ours.time) - worked(twice));
  const ratio = ({ ours, plain }: Round) => times(worked(ours.time) / worked(plain.time));
  const rows: Row[] = [
    row('Touching every cell once', ({ once }) => once),
    row('Touching every cell twice', ({ twice }) => twice),
    row('A plain pass for the same sums', ({ plain }) => plain.time),
    row('CLUSTER_OVERVIEW + CLUSTER_POTS, every row checked', ({ ours }) => ours.time),
    ['… beyond touching the cells twice', beyond(known), beyond(fresh), '–'],
    ['… : the plain pass', ratio(known), ratio(fresh), '–'],
  ];
  for (const other of oursAlone ? [] : await others(grids, size)) {
    const off = differences(fresh.ours.sums, other.sums, other.name);
    wrong.push(...off);
    rows.push([other.name, '–', '–', `${ms(other.wall)}${off.length === 0 ? ', equal to the penny' : ', DIFFERENT'}`]);
  }
  return {
    table: { title: `The same sums: ${nameOf(size)}`, headers: ['What', 'Source known', 'Source new', 'Warm'], rows },
    wrong,
  };
}

interface Round {
  readonly once: Time;
  readonly twice: Time;
  readonly plain: { time: Time; sums: Sums };
  readonly ours: { time: Time; sums: Sums };
}

/** Each in turn, so that what slows the machine down for a while slows all of them. */
function inTurn(grids: ProgrammeGrids, source: Source, rounds: number): Round {
  const found = inRounds(rounds, () => {
    const called = callFirst(OURS, grids, source);
    return {
      once: touch(grids, source, 1),
      twice: touch(grids, source, 2),
      plain: plainPass(grids, source),
      ours: { time: called.work, sums: sumsOf(called.answers[0]!, called.answers[1]!) },
    };
  });
  const last = found[found.length - 1]!;
  return {
    once: medianTime(found.map(({ once }) => once)),
    twice: medianTime(found.map(({ twice }) => twice)),
    plain: { ...last.plain, time: medianTime(found.map(({ plain }) => plain.time)) },
    ours: { ...last.ours, time: medianTime(found.map(({ ours }) => ours.time)) },
  };
}

interface Other {
  readonly name: string;
  readonly wall: number;
  readonly sums: Sums;
}

/** Those that are installed; what is not is said, with how to install it. */
async function others(grids: ProgrammeGrids, size: Size): Promise<Other[]> {
  const found: Other[] = [];
  const duck = await findDuck();
  if (duck) found.push({ name: 'DuckDB, tables loaded', ...(await duckSums(duck, grids)) });
  else console.error('DuckDB was not found. It comes with: npm ci');
  const hyper = size.ledger > MOST_FOR_HYPER ? null : await findHyper();
  if (hyper) {
    console.error('HyperFormula: this takes a minute or two …');
    found.push({ name: 'HyperFormula, SUMIFS and COUNTIFS', ...hyperSums(hyper, grids) });
  } else if (size.ledger <= MOST_FOR_HYPER)
    console.error(
      'HyperFormula was not found. Its licence is GPL 3, so it is not among our packages: npm install --no-save hyperformula',
    );
  const calc = findCalc();
  if (calc) {
    console.error('LibreOffice Calc: this takes a while …');
    found.push({ name: 'LibreOffice Calc, SUMIFS and COUNTIFS', ...calcSums(calc, grids) });
  } else
    console.error(
      'LibreOffice Calc was not found. Install it (Debian: apt-get install libreoffice-calc; others: libreoffice.org), or ' +
        'name its program in SOFFICE.',
    );
  return found;
}
