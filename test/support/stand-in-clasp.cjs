/**
 * Stands in for clasp: notes what it is asked, and answers as clasp 3.4.1 does.
 *
 * node stand-in-clasp.cjs PLAN …: PLAN is a JSON file with who is signed in, what the script holds, and what fails.
 */
const fs = require('node:fs');
const path = require('node:path');

const [file, ...asked] = process.argv.slice(2);
const plan = JSON.parse(fs.readFileSync(file, 'utf8'));
plan.asked.push(asked);
const isJson = asked.includes('--json');
const given = (option) => asked[asked.indexOf(option) + 1];
const command = asked.find((word) => ['show-authorized-user', 'login', 'create-script', 'pull', 'push'].includes(word));
const project = asked.includes('--project') ? path.resolve(given('--project')) : undefined;
const settings = project && JSON.parse(fs.readFileSync(project, 'utf8'));

const COMMANDS = {
  'show-authorized-user': () => console.log(JSON.stringify({ loggedIn: plan.email !== null, email: plan.email })),
  login: () => {
    plan.email = plan.signsInAs;
  },
  'create-script': () => {
    if (settings.scriptId !== undefined) return console.error('Project file already exists.');
    console.log('Created new document: https://drive.google.com/open?id=sheet-1234567890123456789');
    console.log('Created new script: https://script.google.com/d/made-12345678901234567890/edit');
    if (plan.stumbles) fail(plan.stumbles);
  },
  pull: () => {
    const folder = path.join(path.dirname(project), settings.rootDir);
    for (const [name, text] of Object.entries(plan.holds)) fs.writeFileSync(path.join(folder, name), text);
  },
  push: () => {
    const folder = path.join(path.dirname(project), settings.rootDir);
    plan.pushedTo = settings.scriptId;
    console.log(isJson ? JSON.stringify(fs.readdirSync(folder)) : 'Pushed');
  },
};

function fail(message) {
  fs.writeFileSync(file, JSON.stringify(plan));
  console.error(message);
  process.exit(1);
}

if (plan.fails[command]) fail(plan.fails[command]);
COMMANDS[command]();
fs.writeFileSync(file, JSON.stringify(plan));
