/**
 * Sees to what every command of package.json needs: a Node.js that is new enough, and the packages that
 * package-lock.json names. Where packages are missing or others than those, it installs them, and says so.
 *
 * Plain JavaScript of long ago and no packages, so that any Node.js can say what is wrong.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, lstatSync, readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

/** What is wrong with this Node.js, and what to do; null where it is new enough. */
function whyNotNode(needed, version) {
  const wanted = needed
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  const has = version.split('.').map(Number);
  const at = wanted.findIndex((part, i) => part !== has[i]);
  if (at < 0 || has[at] > wanted[at]) return null;
  return (
    `Cluster Tracker needs Node.js ${wanted.join('.')} or newer; this is ${version}. ` +
    'Install it from https://nodejs.org and try again.'
  );
}

/** Whether a package is made for this machine, by the lists of its entry: `["linux"]` or `["!win32"]`. */
function isForHere(entry) {
  const allows = (list, is) => {
    if (!list) return true;
    return list.some((name) => name[0] !== '!') ? list.includes(is) : !list.includes(`!${is}`);
  };
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch);
}

/**
 * The packages that are missing from `node_modules` or are others than package-lock.json names.
 *
 * Of optional packages those count that are for this machine and for no other; which C library a Linux has is not
 * looked at.
 *
 * @returns Their places, such as `node_modules/esbuild`, in the order of the lock file.
 */
function packagesAmiss(root) {
  const read = (...names) => JSON.parse(readFileSync(path.join(root, ...names), 'utf8')).packages;
  const wanted = read('package-lock.json');
  let installed = {};
  try {
    installed = read('node_modules', '.package-lock.json');
  } catch (_) {
    // Nothing was installed, or not to its end: everything is missing.
  }
  return Object.keys(wanted).filter((place) => {
    const entry = wanted[place];
    if (place.indexOf('node_modules/') < 0 || entry.link || !isForHere(entry)) return false;
    if (entry.optional && (entry.libc || !(entry.os || entry.cpu)) && !installed[place]) return false;
    const is = installed[place];
    const isSame = is && is.version === entry.version && is.integrity === entry.integrity;
    return !isSame || !existsSync(path.join(root, place, 'package.json'));
  });
}

/** Runs `npm ci` with the npm that runs this, or the one that is installed. @returns Whether it worked. */
function install(root) {
  const args = ['ci', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit' };
  const isNpm = npm && /npm-cli\.c?js$/.test(npm);
  const { status } = isNpm
    ? spawnSync(process.execPath, [npm].concat(args), options)
    : spawnSync(`npm ${args.join(' ')}`, Object.assign({ shell: true }, options));
  return status === 0;
}

/** Gets everything ready. @returns What stands in the way, in words; null where nothing does. */
function makeReady(root) {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const tooOld = whyNotNode(engines.node, process.versions.node);
  if (tooOld) return tooOld;
  const amiss = packagesAmiss(root);
  if (amiss.length === 0) return null;
  const folder = path.join(root, 'node_modules');
  if (existsSync(folder) && lstatSync(folder).isSymbolicLink()) {
    console.error(
      `node_modules is a link to a folder with other packages than package-lock.json names (${amiss[0]}` +
        `${amiss.length > 1 ? `, and ${amiss.length - 1} more` : ''}). It is left as it is.`,
    );
    return null;
  }
  console.log(
    `${existsSync(folder) ? 'Some packages are missing or out of date' : 'The packages are not installed yet'}: ` +
      'installing them. This takes a minute or two.',
  );
  if (install(root)) return null;
  return (
    'The packages could not be installed; the reason stands above. If it speaks of the network: see that this ' +
    'computer is online and may fetch packages (a school’s proxy is told to npm with: npm config set proxy ADDRESS), ' +
    'then give the same command again. If it speaks of a file in use: close what uses it, and try again.'
  );
}

module.exports = { ROOT, isForHere, makeReady, packagesAmiss, whyNotNode };

if (require.main === module) {
  const because = makeReady(ROOT);
  if (because !== null) {
    console.error(because);
    process.exit(1);
  }
}
