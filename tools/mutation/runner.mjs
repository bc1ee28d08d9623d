/**
 * A test runner for StrykerJS that has every test loaded once and runs those that reach a changed place, first those
 * that are likely to fail and quick: that failed for other changes of the same file, or import it by a short way.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { distancesTo } from './import-graph.mjs';
import { loadTests } from './load-tests.mjs';

/** What the instrumented source looks at. */
globalThis.__stryker__ ??= {};
const watched = globalThis.__stryker__;

/** What the first run, which is of one process, tells the others. */
const LEARNT = path.resolve('.host', 'mutation-learnt.json');
/** How much more often than without it a changed place may be come by in one test, before it counts as endless. */
const TIMES = 50;
/** What one test may take beside what it took before, for loops that do not come by the changed place. */
const MOST_MILLISECONDS = 10_000;

class OneProcessRunner {
  constructor({ oneProcess }) {
    this.leftOut = oneProcess.leftOut;
    /** Tests are run for one change while those begun take no longer than this without it. */
    this.milliseconds = Number(process.env.MUTATION_SECONDS ?? oneProcess.seconds) * 1_000;
    /** What a test may take; in the first run, which tells what tests take, so much as well. */
    this.most = (test) => MOST_MILLISECONDS + TIMES * (this.learnt?.took[test.id] ?? 100);
    /** @type {Map<string, (test: Test) => Tried>} What came of tests so far, by changed file. */
    this.known = new Map();
  }

  capabilities() {
    // What is also come by while files are loaded would be tried in a new process each: it is tried in tests alone.
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.FORCE_COLOR = '0';
    process.env.PROPERTY_RUNS ??= '25';
    const outfile = path.resolve('.host', `mutation-${process.pid}.cjs`);
    this.house = await loadTests({
      leftOut: this.leftOut,
      outfile,
      looksAt: (source) => source.includes('stryMutAct_'),
    });
    this.byId = new Map(this.house.tests.map((test) => [test.id, test]));
  }

  async dryRun() {
    const results = await this.house.run(this.house.tests, {
      bail: false,
      most: this.most,
      before: (test) => {
        watched.currentTestId = test.id;
      },
    });
    watched.currentTestId = undefined;
    const took = Object.fromEntries(results.map(({ test, milliseconds }) => [test.id, milliseconds]));
    writeFileSync(LEARNT, JSON.stringify({ took, hits: mostHits(watched.mutantCoverage) }));
    return { status: DryRunStatus.Complete, tests: results.map(told), mutantCoverage: watched.mutantCoverage };
  }

  async mutantRun({ activeMutant: { id }, sandboxFileName, testFilter }) {
    this.learnt ??= existsSync(LEARNT) ? JSON.parse(readFileSync(LEARNT, 'utf8')) : { took: {}, hits: {} };
    const triedOf = this.triedOf(sandboxFileName);
    const reached = (testFilter ?? [...this.byId.keys()]).map((test) => this.byId.get(test));
    watched.mutantCoverage = undefined;
    watched.activeMutant = id;
    try {
      const results = await this.house.run(this.chosen(reached, triedOf), {
        bail: true,
        most: this.most,
        before: () => {
          watched.hitCount = 0;
          watched.hitLimit = TIMES * (1 + (this.learnt.hits[id] ?? 10_000));
        },
      });
      for (const { test, failure } of results) {
        const tried = triedOf(test);
        tried.times += 1;
        if (failure !== undefined) tried.failed += 1;
      }
      const last = results.at(-1);
      if (watched.hitCount > watched.hitLimit || last?.isEndless)
        return { status: MutantRunStatus.Timeout, reason: last.test.id };
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: results.map(told) }, true);
    } finally {
      watched.activeMutant = undefined;
      watched.hitCount = undefined;
    }
  }

  triedOf(fileName) {
    const file = path.relative(process.cwd(), fileName).replaceAll(path.sep, '/');
    if (!this.known.has(file)) {
      const distances = distancesTo(this.house.imports, file);
      if (distances.size === 1) throw new Error(`${file} is imported by no test`);
      const all = new Map();
      this.known.set(file, (test) => {
        const distance = distances.get(test.file) ?? 10;
        // What imports the file fails for every fourth change of it, what imports that for every sixteenth.
        if (!all.has(test.id)) all.set(test.id, { times: 1, failed: 0.25 ** distance, isNext: distance <= 1 });
        return all.get(test.id);
      });
    }
    return this.known.get(file);
  }

  /** Those of the tests that are run for one change, in their order. */
  chosen(reached, triedOf) {
    const ranked = reached.map((test) => {
      const milliseconds = (this.learnt.took[test.id] ?? 0) + 0.2;
      const { times, failed, isNext } = triedOf(test);
      return { test, milliseconds, isNext, rank: failed / times / milliseconds };
    });
    ranked.sort((a, b) => b.rank - a.rank);
    let left = this.milliseconds;
    const isChosen = ({ milliseconds, isNext }) => {
      left -= milliseconds;
      return isNext || left + milliseconds > 0;
    };
    return ranked.filter(isChosen).map(({ test }) => test);
  }
}

/** How often one test comes by a changed place at the most, by the change's ID. */
function mostHits(coverage) {
  const most = {};
  for (const hits of Object.values(coverage?.perTest ?? {}))
    for (const [id, times] of Object.entries(hits)) most[id] = Math.max(most[id] ?? 0, times);
  return most;
}

function told({ test, failure, milliseconds }) {
  const common = { id: test.id, name: test.id, fileName: test.file, timeSpentMs: milliseconds };
  return failure === undefined
    ? { ...common, status: TestStatus.Success }
    : { ...common, status: TestStatus.Failed, failureMessage: failure };
}

const create = (options) => new OneProcessRunner(options);
create.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'one-process', create)];
