/** A test runner for StrykerJS that has every test loaded once and runs those that reach a changed place. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';

/** What the instrumented source looks at. */
globalThis.__stryker__ ??= {};
const watched = globalThis.__stryker__;

class OneProcessRunner {
  constructor(options) {
    /** @type {string[]} Folders, in the order in which their tests are run: the first that fails is enough. */
    this.folders = options.oneProcess.tests;
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    process.env.FORCE_COLOR = '0';
    process.env.PROPERTY_RUNS ??= '25';
    const outfile = path.resolve('.host', 'mutation.cjs');
    const files = this.folders.flatMap(testsIn);
    const entry = [
      `const { inFile } = require(${JSON.stringify(path.resolve('tools/mutation/one-process.cjs'))});`,
      ...files.map((file) => `inFile(${JSON.stringify(file)}, () => require(${JSON.stringify(path.resolve(file))}));`),
    ];
    await build({
      stdin: { contents: entry.join('\n'), resolveDir: process.cwd() },
      outfile,
      bundle: true,
      platform: 'node',
      packages: 'external',
      external: ['*.cjs'],
      logLevel: 'error',
    });
    const require = createRequire(pathToFileURL(outfile));
    require(path.resolve('test/support/properties.cjs'));
    const fc = require('fast-check');
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
    this.house = require(path.resolve('tools/mutation/one-process.cjs'));
    require(outfile);
    this.byId = new Map(this.house.tests.map((test, at) => [test.id, { test, at }]));
  }

  async dryRun() {
    const results = await this.house.run(this.house.tests, {
      bail: false,
      before: (test) => {
        watched.currentTestId = test.id;
      },
    });
    watched.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results.map(told), mutantCoverage: watched.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    const chosen = testFilter?.map((id) => this.byId.get(id)).sort((a, b) => a.at - b.at);
    watched.mutantCoverage = undefined;
    watched.activeMutant = activeMutant.id;
    watched.hitLimit = hitLimit;
    watched.hitCount = hitLimit === undefined ? undefined : 0;
    try {
      const results = await this.house.run(chosen?.map(({ test }) => test) ?? this.house.tests, {
        bail: !disableBail,
        before: () => undefined,
      });
      const endless = determineHitLimitReached(watched.hitCount, watched.hitLimit);
      return endless ?? toMutantRunResult({ status: DryRunStatus.Complete, tests: results.map(told) }, !disableBail);
    } finally {
      watched.activeMutant = undefined;
    }
  }
}

/** The quick tests of a folder: those that open a whole tracker are left out. */
function testsIn(folder) {
  const { testPathIgnorePatterns } = createRequire(import.meta.url)(path.resolve('jest.quick.config.cjs'));
  return readdirSync(folder, { recursive: true })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(file)))
    .sort();
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
