/**
 * `describe`, `it` and the hooks, kept in lists: the same tests run again and again in one process, some of them each
 * time. Jest itself opens every test file anew for each run, which takes a hundred times as long.
 */
const vm = require('node:vm');
const { expect } = require('expect');
const { bind } = require('jest-each');

/** @typedef {{ title: string, outer?: Suite, hooks: Record<string, (() => unknown)[]> }} Suite */
/** @typedef {{ id: string, file: string, suites: Suite[], body: () => unknown }} Test */

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];

/** @type {Test[]} */
const tests = [];
const ids = new Map();
/** @type {Suite | undefined} */
let suite;
let file = '';

function suitesFrom(inner) {
  const suites = [];
  for (let each = inner; each !== undefined; each = each.outer) suites.unshift(each);
  return suites;
}

function describe(title, body) {
  const outer = suite;
  suite = { title, outer, hooks: Object.fromEntries(HOOKS.map((hook) => [hook, []])) };
  body();
  suite = outer;
}

function it(title, body) {
  const suites = suitesFrom(suite);
  const name = [file, ...suites.map((each) => each.title), title].join(' › ');
  const times = (ids.get(name) ?? 0) + 1;
  ids.set(name, times);
  tests.push({ id: times === 1 ? name : `${name} (${times})`, file, suites, body });
}

describe.each = bind(describe, false);
it.each = bind(it, false);

Object.assign(globalThis, { describe, it, test: it, expect });
for (const hook of HOOKS) {
  globalThis[hook] = (body) => {
    suite.hooks[hook].push(body);
  };
}

/** Every test of a file stands in a suite of its own, which has the file's hooks. */
function inFile(name, load) {
  file = name;
  describe('', load);
}

/** Calls something that may never come to its end; what it does later, in promises, is not looked after. */
const bounded = new vm.Script('__bounded__()');
function call(body, milliseconds) {
  if (milliseconds === undefined) return body();
  globalThis.__bounded__ = body;
  return bounded.runInThisContext({ timeout: Math.ceil(milliseconds) });
}

/**
 * Runs these tests in their order and says of each how it went, until one fails where `bail` is true.
 *
 * @param {Test[]} chosen
 * @param {{ bail: boolean, before: (test: Test) => void, most?: (test: Test) => number }} options `most`: the most
 * milliseconds that a test may take.
 */
async function run(chosen, { bail, before, most }) {
  const results = [];
  let open = [];
  let milliseconds;
  const runHooks = async (suites, hook) => {
    for (const each of suites) for (const body of each.hooks[hook]) await call(body, milliseconds);
  };
  const close = async (kept) => {
    const left = open.filter((each) => !kept.includes(each));
    open = open.filter((each) => kept.includes(each));
    await runHooks(left.reverse(), 'afterAll');
  };
  for (const test of chosen) {
    before(test);
    milliseconds = most?.(test);
    const started = process.cpuUsage();
    let failure;
    let isEndless = false;
    try {
      await close(test.suites);
      const opened = test.suites.filter((each) => !open.includes(each));
      open.push(...opened);
      await runHooks(opened, 'beforeAll');
      await runHooks(test.suites, 'beforeEach');
      await call(test.body, milliseconds);
      await runHooks([...test.suites].reverse(), 'afterEach');
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      isEndless = error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    }
    // Of the processor, so that what else the machine does tells nothing.
    const { user, system } = process.cpuUsage(started);
    results.push({ test, failure, isEndless, milliseconds: (user + system) / 1_000 });
    if (failure !== undefined && bail) break;
  }
  await close([]).catch(() => undefined);
  return results;
}

module.exports = { tests, inFile, run };
