import type { Mail, SavedTrigger, UiEvent } from '../contract';
import type { Result, Welcome } from '../serve/protocol';
import { buildMenus } from './bar';
import { changesMore, isAutomatic } from './batches';
import { Connection } from './connection';
import type { Mutation } from './copy';
import { showDialog, showPlain, showSidebar, toast } from './frames';
import './page.css';
import { focusSheet, hearKeys, setSheetFocus } from './parts';
import { SheetView } from './sheet';

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const AS = 'cluster-tracker-as';
const TOKEN = 'cluster-tracker-token';
const SAVED = 'Saved';
const SAVING = 'Saving…';
const COMING = 'More rows are on their way…';
const NOT_MADE = 'Last change not made';

/** Who this page is: named in the address, or as before in this tab; '' until the server has chosen. */
let as = new URLSearchParams(location.search).get('as') ?? sessionStorage.getItem(AS) ?? '';

keepToken();

let you = '';
let seen = 0;
let page = '';
let outbox: Mail[] = [];
let triggers: SavedTrigger[] = [];
/** What the person changed and the server has not accepted yet. */
let unsent: Mutation[] = [];
let batches = 0;
const pending = new Map<number, Mutation[]>();
let isConnected = false;
/** Something has been on the screen. */
let hasBegun = false;
/** The tab on the screen waits for its cells. */
let isWaiting = false;
/** What is said while something that was changed is not on the disk. */
let whyUnsaved = '';
/** The person was asked about the last change, and leaves it. */
let isLeft = false;
/** What is said of a change that is not in the workbook, until it is read or the next one is made. */
let whyRefused = '';
/** Batches that were on their way behind a refused one: they are refused with it, and that has been said. */
let overtaken = 0;

const view = new SheetView(
  element('sheet'),
  (mutation) => {
    unsent.push(mutation);
    if (unsent.length === 1) queueMicrotask(sendBatch);
  },
  showComing,
);

element<HTMLAnchorElement>('save').onclick = ({ currentTarget }) => {
  (currentTarget as HTMLAnchorElement).href = `workbook.xlsx?token=${encodeURIComponent(token())}`;
};

setSheetFocus(() => view.focus());
hearKeys(() => isWaiting);

function sendBatch(): void {
  send(unsent);
  unsent = [];
}

function send(mutations: Mutation[], sure?: true): void {
  const batch = ++batches;
  const message = { type: 'batch', batch, base: seen, mutations, ...(sure && { sure }) } as const;
  if (connection.send(message)) {
    pending.set(batch, mutations);
    if (isAutomatic(mutations)) return;
    forgetRefusal();
    if (whyUnsaved === '') showConnection(SAVING);
  } else say('Not connected: your last change is not saved. It will be shown as it was when the connection is back.');
}

const token = () => localStorage.getItem(TOKEN) ?? '';
const connection = new Connection(() => as, token, {
  welcome: begin,
  busy: () => showBusy('An empty workbook is being prepared…'),
  mutation: ({ seq, id, params, from }) => {
    seen = seq;
    view.apply({ id, params }, from === page);
  },
  cells: (message) => {
    view.fill(message);
    showState();
  },
  about: showAbout,
  accepted: (batch) => {
    pending.delete(batch);
    if (pending.size > 0) return;
    if (whyRefused === '') showState();
    unsay(whyUnsaved);
    whyUnsaved = '';
  },
  unsaved: (_batch, because) => {
    whyUnsaved = because;
    showConnection('Not saved', true);
    say(because);
  },
  ask: askWhetherSure,
  shown: ({ ui }) => showAll(ui),
  lost: (isStranger) => {
    isConnected = false;
    showBusy('');
    showConnection('Not connected – trying again…', true);
    if (isStranger)
      say(
        'This page was not opened by the tracker’s own address. Open the one that it printed, where it was started: ' +
          'it ends in ?token=…',
      );
    if (pending.size > 0)
      say(
        'The connection was lost before your last change was saved. Please look whether it is there when the ' +
          'connection is back.',
      );
    pending.clear();
  },
});

/** Google asks so where a protection is a warning only. */
function askWhetherSure(batch: number, about: string): void {
  const mutations = pending.get(batch) ?? [];
  showConnection('Not saved yet', true);
  const text = document.createElement('p');
  text.textContent =
    `You are changing what should not be changed by accident. ${about} Change it all the same?`.replace('  ', ' ');
  const answer = (isSure: boolean) => () => {
    pending.delete(batch);
    isLeft = !isSure;
    if (isSure) send(mutations, true);
    else connection.send({ type: 'again' });
  };
  const buttons = [
    { label: 'Leave it as it was', act: answer(false) },
    { label: 'Change it', act: answer(true) },
  ];
  showPlain('Are you sure?', text, buttons, answer(false));
}

function begin(welcome: Welcome): void {
  page = welcome.page;
  seen = welcome.seq;
  whyRefused = welcome.refused ? refusalOf(welcome.because ?? '') : '';
  pending.clear();
  unsent = [];
  if (as !== '' && as !== welcome.as) forgetChoice();
  you = welcome.as;
  view.show(welcome.snapshot, welcome.spilled, welcome.late, welcome.refused || isLeft ? 'but the last' : 'nothing');
  isLeft = false;
  buildMenus(element('menus'), welcome.menus, (name, label) => void runFromMenu(name, label));
  showAbout(welcome);
  element<HTMLSelectElement>('person').value = you;
  if (whyRefused !== '') showConnection(NOT_MADE, true);
  if (welcome.because) say(whyRefused || welcome.because);
  isConnected = true;
  void view.drawn().then(() => {
    hasBegun = true;
    showBusy('');
    view.sayWhetherComing();
    showState();
    if (document.activeElement === document.body) focusSheet();
    document.documentElement.dataset['ready'] = 'yes';
  });
}

/** What to say of a refused batch, before those behind it are forgotten: the first reason is the one that tells. */
function refusalOf(because: string): string {
  if (overtaken > 0 && whyRefused !== '') {
    overtaken--;
    return whyRefused;
  }
  const [refused = [], ...behind] = pending.values();
  overtaken = behind.length;
  return changesMore(refused, behind.flat())
    ? `${because} What you changed right after it was not saved either.`
    : because;
}

function showAbout(about: Pick<Welcome, 'people' | 'outbox' | 'triggers' | 'sample' | 'charts'>): void {
  outbox = about.outbox;
  triggers = about.triggers;
  view.charts.show(about.charts);
  const banner = element('banner');
  if (banner.hidden === about.sample) {
    banner.hidden = !about.sample;
    dispatchEvent(new Event('resize')); // the sheet takes the room, or gives it
  }
  const label = about.people.find(({ email }) => email === you)?.label ?? you;
  element('you').textContent = `You are ${label}.`;
  element('outbox').textContent = `Outbox (${outbox.length})`;
  element('triggers').textContent = `Triggers (${triggers.length})`;
  element('chosen').textContent = label;
  const select = element<HTMLSelectElement>('person');
  const chosen = select.value;
  const people =
    you === '' || about.people.some(({ email }) => email === you)
      ? about.people
      : [...about.people, { email: you, label: 'Somebody else' }];
  select.replaceChildren(...people.map(({ email, label }) => new Option(`${label} (${email})`, email)));
  if (chosen !== '') select.value = chosen;
}

async function run(name: string, args: unknown[]): Promise<Result> {
  const selection = view.selection();
  const result = await connection.call({ type: 'run', name, args, options: selection ? { selection } : {} });
  const calls = Object.values(result.calls).reduce((sum, count) => sum + count, 0);
  element('calls').textContent = `${calls} service calls`;
  element('calls').title = Object.entries(result.calls)
    .map(([call, count]) => `${call}: ${count}`)
    .join('\n');
  showAll(result.ui);
  return result;
}

async function runFromMenu(name: string, label: string): Promise<void> {
  try {
    const { error } = await run(name, []);
    if (error !== undefined) say(`${label}: ${error}`);
  } catch (error) {
    say(`${label}: ${(error as Error).message}`);
  }
}

function showAll(events: readonly UiEvent[]): void {
  for (const event of events) {
    if (event.kind === 'sidebar') showSidebar(event, run);
    else if (event.kind === 'dialog') showDialog(event, run);
    else if (event.kind === 'toast')
      toast(event.title ? `${event.title}: ${event.message}` : event.message, event.seconds);
    else if (event.kind === 'alert') showPlain(event.title || 'Message', document.createTextNode(event.message));
    else view.activate(event.sheetId, event.a1);
  }
}

/** Says that all is saved, or what is still to come, where nothing more pressing is said. */
function showState(): void {
  if (whyRefused !== '' || whyUnsaved !== '' || pending.size > 0 || !isConnected) return;
  showConnection(view.isWhole ? SAVED : COMING);
}

/** A tab whose cells are still to come cannot be used yet. */
function showComing(isComing: boolean): void {
  if (!hasBegun || isComing === isWaiting) return;
  isWaiting = isComing;
  showBusy(isComing ? 'The rows of this tab are on their way…' : '');
}

/** Shows that the page waits for something that takes long; '' ends it. */
function showBusy(what: string): void {
  element('busy').hidden = what === '';
  element('busy').querySelector('p')!.textContent = what;
  document.body.setAttribute('aria-busy', String(what !== ''));
}

function showConnection(text: string, isLost = false): void {
  element('connection').textContent = text;
  element('connection').className = isLost ? 'lost' : '';
}

/**
 * The address that was opened holds the token: it is kept for all pages of this tracker, and taken out of what is seen.
 */
function keepToken(): void {
  const address = new URL(location.href);
  const given = address.searchParams.get('token');
  if (given === null) return;
  localStorage.setItem(TOKEN, given);
  address.searchParams.delete('token');
  history.replaceState(null, '', address);
}

/** The person this page had chosen is no more: it is whom the server says. */
function forgetChoice(): void {
  as = '';
  sessionStorage.removeItem(AS);
  const address = new URL(location.href);
  address.searchParams.delete('as');
  history.replaceState(null, '', address);
}

/** Says something that must not be overlooked; it stays until it is closed. */
function say(text: string): void {
  const box = element('message');
  box.querySelector('span')!.textContent = text;
  box.hidden = false;
}

/** Takes back what was said, if that is still what is shown. */
function unsay(text: string): void {
  const box = element('message');
  if (box.querySelector('span')!.textContent === text) box.hidden = true;
}
element('message').querySelector('button')!.onclick = () => {
  element('message').hidden = true;
  whyRefused = '';
  showState();
  focusSheet();
};

/** A change that was refused is past as soon as the next one is made. */
function forgetRefusal(): void {
  unsay(whyRefused);
  whyRefused = '';
}

element<HTMLSelectElement>('person').onchange = ({ target }) => {
  const email = (target as HTMLSelectElement).value;
  sessionStorage.setItem(AS, email);
  const address = new URL(location.href);
  address.searchParams.set('as', email);
  location.href = address.href;
};

element('outbox').onclick = () => {
  const list = document.createElement('div');
  if (outbox.length === 0)
    list.textContent = 'No mail was sent yet. The local tracker never sends any: what the add-in sends is kept here.';
  for (const mail of [...outbox].reverse()) {
    const box = document.createElement('article');
    box.className = 'mail';
    const head = document.createElement('strong');
    head.textContent = mail.subject;
    const about = document.createElement('div');
    about.textContent = `To ${mail.to}, ${new Date(mail.at).toLocaleString('en-GB')}`;
    const body = document.createElement('pre');
    body.textContent = mail.body;
    box.append(head, about, body);
    list.append(box);
  }
  showPlain('Outbox', list);
};

element('triggers').onclick = () => {
  const list = document.createElement('div');
  if (triggers.length === 0) list.textContent = 'No time trigger is installed. The daily digest installs one.';
  for (const trigger of triggers) {
    const line = document.createElement('p');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Run now';
    button.onclick = async () => {
      const { error } = await connection.call({ type: 'trigger', id: trigger.id });
      toast(error === undefined ? `${trigger.handler} has run.` : `${trigger.handler}: ${error}`);
    };
    line.append(`${trigger.handler}, every day at ${trigger.atHour}:00, as ${trigger.createdBy} `, button);
    list.append(line);
  }
  showPlain('Time triggers', list);
};

element('empty').onclick = () => {
  const text = document.createElement('p');
  text.textContent =
    'The sample workbook is put aside (nothing is deleted), and an empty one is prepared. Its set-up asks what the ' +
    'programme is called, and which clusters and schools it starts from.';
  showPlain('Start with an empty workbook?', text, [
    {
      label: 'Start with an empty workbook',
      act: () => {
        showBusy('An empty workbook is being prepared…');
        connection
          .call({ type: 'empty' })
          .then(({ ui, error }) => (error === undefined ? showAll(ui) : say(error)))
          .catch((error: Error) => say(error.message))
          .finally(() => showBusy(''));
      },
    },
    { label: 'Cancel', act: () => undefined },
  ]);
};

/** For tests: what is on the screen, and the keyboard's place on it. */
Object.assign(window, {
  __tracker: {
    value: (sheet: string, a1: string) => view.valueAt(sheet, a1),
    raw: (sheet: string, a1: string) => view.rawAt(sheet, a1),
    look: (sheet: string, a1: string) => view.lookAt(sheet, a1),
    edited: () => view.editedText(),
    selected: () => view.selectedByName(),
    height: (sheet: string, row: number) => view.heightAt(sheet, row),
    activate: (sheet: string, a1: string) => view.activateByName(sheet, a1),
    visible: () => view.visible(),
    command: (id: string, params?: object) => view.command(id, params),
    seen: () => seen,
    whole: () => view.isWhole,
    settled: () => isConnected && unsent.length === 0 && pending.size === 0,
  },
});
