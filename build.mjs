/**
 * Builds `dist/`: Code.js, one HTML file a sidebar or dialog, and the manifest; then checks what was built.
 *
 * `node build.mjs` builds and checks. `node build.mjs --types` checks the types of every part and builds nothing;
 * `node build.mjs --docs` writes the reference pages of docs/.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { buildUi, serverCalls } from './src/ui/build.mjs';
import { cutsIn } from './src/ui/page-script.cjs';
import { noticesPage, packagesIn } from './tools/notices.mjs';
import { buildProgram } from './tools/program.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
/** Pages that may have more than others: those that draw, and the one that reads .xlsx (docs/decisions 0026 and 0027). */
const MOST_OF_PAGE = { 'charts.html': 100_000, 'review-pack.html': 100_000, 'open-file.html': 150_000 };
const MOST_BYTES = 720_000; // docs/decisions/0002-bundle-size.md

if (process.argv.includes('--types')) process.exit(checkTypes());
if (process.argv.includes('--docs')) {
  await writeDocs();
  process.exit();
}

const started = Date.now();
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const [code, pages] = await Promise.all([
  buildCode(),
  buildUi({ outdir: dist, minify: true }),
  copyFile(join(root, 'appsscript.json'), join(dist, 'appsscript.json')),
]);
await writeFile(join(dist, 'notices.html'), noticesPage(packagesIn([code, ...pages])));
const failures = await checkBuilt();
if (failures.length > 0) {
  console.error(`The build does not hold:\n${failures.map((line) => `  - ${line}`).join('\n')}`);
  process.exit(1);
}
const bytes = (await readFile(join(dist, 'Code.js'))).length;
console.log(
  `Built dist/ (Code.js ${Math.round(bytes / 1000)} KB) in ${((Date.now() - started) / 1000).toFixed(1)} s; ` +
    'all gates passed.',
);

/**
 * Code.js: the program in one object, then a stub for everything that must be callable.
 *
 * @returns What esbuild tells of it.
 */
async function buildCode() {
  const { text, names, metafile } = await buildProgram([withoutDocs()]);
  const functions = await loadFunctions();
  const stubs = [
    ...functions.map(customStub),
    ...names.map((name) => `function ${name}(){return __app.run('${name}',arguments)}`),
  ];
  await writeFile(join(dist, 'Code.js'), `${text}\n${stubs.join('\n')}\n`);
  return metafile;
}

/**
 * Leaves what cell functions are documented with out of the program: it stands above their stubs, where Google reads
 * it, and the program itself makes no use of it.
 */
function withoutDocs() {
  const isDoc = (name) => ['description', 'returns', 'example'].includes(name);
  const setup = (build) => {
    build.onLoad({ filter: /[\\/]src[\\/]functions[\\/]\w+\.ts$/ }, async ({ path }) => {
      const { transform } = await import('esbuild');
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', target: 'es2022' });
      const docs = [];
      simple(parse(code, { sourceType: 'module', ecmaVersion: 2022 }), {
        CallExpression({ callee, arguments: given }) {
          if (callee.name === 'defineFunction' && given[0]?.type === 'ObjectExpression')
            docs.push(...given[0].properties.filter(({ key }) => isDoc(key?.name)).map(({ value }) => value));
          if (callee.name === 'need' || callee.name === 'may') docs.push(...given.slice(2));
        },
      });
      const inOrder = docs.sort((a, b) => b.start - a.start);
      return {
        loader: 'js',
        contents: inOrder.reduce((text, { start, end }) => `${text.slice(0, start)}''${text.slice(end)}`, code),
      };
    });
  };
  return { name: 'without-docs', setup };
}

/** The declarations of the custom functions, from their own sources. */
async function loadFunctions() {
  return (await load('src/functions/all.ts')).FUNCTIONS;
}

/** What a source file exports. */
async function load(file) {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: '__loaded',
    target: 'es2020',
    logLevel: 'warning',
  });
  return vm.runInContext(`${result.outputFiles[0].text};__loaded`, vm.createContext({}));
}

async function writeDocs() {
  const pages = (await load('docs/generate.ts')).generatedDocs();
  for (const [name, text] of Object.entries(pages)) await writeFile(join(root, 'docs', name), text);
  console.log(`Wrote ${Object.keys(pages).join(', ')} in docs/.`);
}

/** A documented function the sheet offers while somebody types. */
function customStub({ name, description, returns, parameters, example }) {
  const types = {
    date: '{Date} ',
    money: '{number} ',
    number: '{number} ',
    whole: '{number} ',
    tick: '{boolean} ',
    year: '{string} ',
    text: '{string} ',
    moneyList: '{number} ',
    any: '{any} ',
  };
  const lines = [
    description,
    // Nobody types a formula over whole tabs: Set up workbook does, and docs/functions.md shows it.
    ...(parameters.some(({ type }) => type === 'tab') ? [] : [`Example: ${example}`]),
    ...parameters
      .filter(({ type }) => type !== 'tab')
      .map(({ name, type, optional, help }) => `@param ${types[type]}${optional ? `[${name}]` : name} ${help}`),
    `@return ${returns}`,
    '@customfunction',
  ].map((line) => ` * ${ascii(line.replace(/\*\//g, '* /'))}`);
  const names = parameters.map((parameter) => parameter.name).join(', ');
  const call = `return __app.cellFunction(${JSON.stringify(name)}, arguments);`;
  return `/**\n${lines.join('\n')}\n */\nfunction ${name}(${names}) { ${call} }`;
}

function ascii(text) {
  return text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/−|–/g, '-').replace(/×/g, 'x').replace(/▸/g, '>');
}

/** Everything that must be true of the built files; what is not, in words. */
async function checkBuilt() {
  const failures = [];
  const code = await readFile(join(dist, 'Code.js'), 'utf8');
  if (Buffer.byteLength(code) > MOST_BYTES)
    failures.push(`Code.js has ${Buffer.byteLength(code)} bytes; ${MOST_BYTES} are allowed`);
  failures.push(...checkSyntax(code));
  const globals = checkLoads(code, failures);
  const html = (await readdir(dist)).filter((name) => name.endsWith('.html'));
  for (const name of html) failures.push(...(await checkPage(name)));
  for (const call of await serverCalls()) {
    if (!globals.has(call)) failures.push(`the pages call ${call}, which is no global of Code.js`);
  }
  failures.push(...checkMenus(code, globals));
  failures.push(...(await checkPermissions()));
  failures.push(...checkPushed(['Code.js', 'appsscript.json', ...html]));
  return failures;
}

/** ES2020 without class fields, and no code made from text: what Google’s parser takes. */
function checkSyntax(code) {
  const failures = [];
  let tree;
  try {
    tree = parse(code, { sourceType: 'script', ecmaVersion: 2020, locations: true });
  } catch (error) {
    return [`Code.js is not ES2020: ${error.message}`];
  }
  const refuse = (node) => {
    if (node.callee.type === 'Identifier' && ['Function', 'eval'].includes(node.callee.name)) {
      failures.push(`Code.js line ${node.loc.start.line}: makes code from text (${node.callee.name})`);
    }
  };
  simple(tree, { NewExpression: refuse, CallExpression: refuse });
  return failures;
}

/** Loads in a bare context, touching no service; gives the names of its global functions. */
function checkLoads(code, failures) {
  const context = vm.createContext({});
  for (const service of [
    'SpreadsheetApp',
    'PropertiesService',
    'LockService',
    'Session',
    'MailApp',
    'ScriptApp',
    'HtmlService',
    'Utilities',
    'CacheService',
    'UrlFetchApp',
  ]) {
    Object.defineProperty(context, service, {
      get() {
        failures.push(`Code.js touches ${service} while it loads: every custom function would fail`);
        return undefined;
      },
    });
  }
  try {
    vm.runInContext(code, context);
  } catch (error) {
    failures.push(`Code.js does not load in a bare context: ${error.message}`);
    return new Set();
  }
  const names = [...code.matchAll(/^function ([A-Za-z_$][\w$]*)\(/gm)].map((match) => match[1]);
  return new Set(names.filter((name) => vm.runInContext(`typeof ${name}`, context) === 'function'));
}

async function checkPage(name) {
  const html = await readFile(join(dist, name), 'utf8');
  const failures = [];
  const most = MOST_OF_PAGE[name] ?? 45_000; // docs/budgets.md
  if (Buffer.byteLength(html) > most)
    failures.push(`${name} has ${Buffer.byteLength(html)} bytes; ${most} are allowed`);
  if (/<(script|link|img)[^>]+(src|href)=["']?https?:/i.test(html))
    failures.push(`${name} loads something from outside`);
  for (const [, script] of html.matchAll(/<script\b[^>]*>([\s\S]*)<\/script>/gi))
    failures.push(...cutsIn(script).map((found) => `${name}: Google would cut its script: ${found}`));
  return failures;
}

/** The manifest asks for what the tracker can say why it needs it, and for nothing else. */
async function checkPermissions() {
  const { PERMISSIONS, scopeOf } = await load('src/app/permissions.ts');
  const known = Object.keys(PERMISSIONS).map(scopeOf).sort();
  const declared = JSON.parse(await readFile(join(root, 'appsscript.json'), 'utf8')).oauthScopes.sort();
  if (known.join() === declared.join()) return [];
  return [`appsscript.json asks for ${declared.join(', ')}; src/app/permissions.ts knows ${known.join(', ')}`];
}

/** Every menu item names a global. */
function checkMenus(code, globals) {
  const failures = [];
  const menu = {
    addItem: (_label, name) => {
      if (!globals.has(name)) failures.push(`the menu names ${name}, which is no global of Code.js`);
      return menu;
    },
    addSeparator: () => menu,
    addSubMenu: () => menu,
    addToUi: () => undefined,
  };
  const nothing = new Proxy(() => {}, {
    get: (_target, key) => (key === Symbol.toPrimitive ? () => '' : nothing),
    apply: () => nothing,
  });
  const context = vm.createContext({
    SpreadsheetApp: { getUi: () => ({ createMenu: () => menu }), getActiveSpreadsheet: () => nothing },
  });
  vm.runInContext(code, context);
  try {
    vm.runInContext('onOpen({ authMode: "NONE" })', context);
  } catch (error) {
    failures.push(`onOpen fails: ${error.message}`);
  }
  return failures;
}

/** clasp would push the built files and nothing else. */
function checkPushed(expected) {
  const clasp = require.resolve('@google/clasp');
  const { stdout, stderr } = spawnSync(process.execPath, [clasp, 'show-file-status', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  try {
    const pushed = JSON.parse(stdout)
      .filesToPush.map((name) => name.replace(/\\/g, '/').replace(/^dist\//, ''))
      .sort();
    const wanted = [...expected].sort();
    return pushed.join() === wanted.join()
      ? []
      : [`clasp would push ${pushed.join(', ')}; expected ${wanted.join(', ')}`];
  } catch {
    return [`clasp show-file-status did not answer: ${stderr || stdout}`];
  }
}

function checkTypes() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const projects = ['tsconfig.json', 'src/ui/tsconfig.json', 'host/page/tsconfig.json'];
  return (
    projects
      .map((project) => spawnSync(process.execPath, [tsc, '-p', join(root, project)], { stdio: 'inherit' }).status ?? 1)
      .find((status) => status !== 0) ?? 0
  );
}
