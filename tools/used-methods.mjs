/**
 * Lists the methods of Google's services that the add-in calls, as `Range.getValues`, by the types of its sources.
 *
 * `node tools/used-methods.mjs [FOLDER]` prints them as JSON, of this project or of another checkout of it.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

const TYPES = /[\\/]@types[\\/]google-apps-script[\\/]/;

/**
 * Every method of a type of `@types/google-apps-script` that a source file under `src` calls.
 *
 * @param {string} root The project's folder.
 * @returns {string[]} Sorted by name.
 */
function usedMethods(root) {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    const used = new Set();
    const sources = join(root, 'src').replace(/\\/g, '/').toLowerCase();
    for (const name of project.program.getSourceFileNames()) {
      if (!resolve(name).replace(/\\/g, '/').toLowerCase().startsWith(`${sources}/`)) continue;
      const names = propertyNames(project.program.getSourceFile(name));
      const symbols = names.length > 0 ? project.checker.getSymbolAtLocation(names) : [];
      for (const symbol of symbols) {
        const method = symbol && googleMethod(symbol);
        if (method) used.add(method);
      }
    }
    return [...used].sort();
  } finally {
    api.close();
  }
}

/** The names behind the dots of a file. */
function propertyNames(file) {
  const names = [];
  const visit = (node) => {
    if (node.kind === SyntaxKind.PropertyAccessExpression) names.push(node.name);
    node.forEachChild(visit);
  };
  visit(file);
  return names;
}

/** `Range.getValues` for a method of Google's; undefined for anything else. */
function googleMethod(symbol) {
  const declaration = symbol.declarations?.[0];
  if (!declaration || !TYPES.test(declaration.path ?? '')) return undefined;
  if (declaration.kind !== SyntaxKind.MethodSignature) return undefined;
  // A method of one of several types has no parent of its own.
  const owner = symbol.getParent()?.name ?? declaration.resolve()?.parent?.name?.text;
  return `${owner}.${symbol.name}`;
}

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
console.log(JSON.stringify(usedMethods(root), null, 2));
