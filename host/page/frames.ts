/** Sidebars and dialogs: a frame without rights of its own, and `google.script` inside it by messages. */
import type { UiEvent } from '../contract';
import type { Result } from '../serve/protocol';
import { focusSheet, goOn, keepPlace } from './parts';

type RunScript = (name: string, args: unknown[]) => Promise<Result>;

/** What Google puts into every sidebar before its own scripts. */
const BRIDGE = `<script>(() => {
  const waiting = new Map(); let calls = 0;
  const illegal = (value, at) => {
    if (value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)) return null;
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (typeof value !== 'object' || !isPlain) return at;
    for (const key of Object.keys(value)) {
      const found = illegal(value[key], at === '' ? key : at);
      if (found !== null) return found;
    }
    return null;
  };
  const runner = (handlers) => new Proxy({}, { get: (_, name) => {
    if (name === 'withSuccessHandler') return (success) => runner({ ...handlers, success });
    if (name === 'withFailureHandler') return (failure) => runner({ ...handlers, failure });
    if (name === 'withUserObject') return (object) => runner({ ...handlers, object, hasObject: true });
    return (...args) => {
      args.forEach((arg, index) => {
        const found = illegal(arg, String(index));
        if (found !== null) throw new Error('Failed due to illegal value in property: ' + found);
      });
      const call = ++calls; waiting.set(call, handlers);
      const sent = JSON.parse(JSON.stringify(args, (_, value) => value === undefined ? null : value));
      parent.postMessage({ script: 'run', call, name, args: sent }, '*');
    };
  } });
  addEventListener('message', ({ data, source }) => {
    if (source !== parent || !data || data.script !== 'answer') return;
    const handlers = waiting.get(data.call); waiting.delete(data.call); if (!handlers) return;
    const last = handlers.hasObject ? [handlers.object] : [];
    if (data.error === undefined) handlers.success && handlers.success(data.value, ...last);
    else if (handlers.failure) handlers.failure(new Error(data.error), ...last);
    else console.error('Uncaught', data.error);
  });
  const host = (what, more) => parent.postMessage({ script: 'host', what, ...more }, '*');
  globalThis.google = { script: { run: runner({}), host: {
    close: () => host('close'),
    setWidth: (width) => host('size', { width }), setHeight: (height) => host('size', { height }),
    editor: { focus: () => host('focus') }, origin: 'http://localhost' } } };
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') host('escape');
    if (event.key === 'F6') { event.preventDefault(); host('go on', { back: event.shiftKey }); }
  });
})();</script>`;

/** A script that the policy of this page lets run in its frames: it bears the nonce of this answer of the server. */
const allowed = (script: string): string =>
  script.replace('<script>', `<script nonce="${document.querySelector<HTMLScriptElement>('script[nonce]')!.nonce}">`);

const MOST_AT_ONCE = 10; // Google runs this many calls of one page at a time; the others wait

/** Makes a frame for a sidebar or dialog. Returns a function that ends it. */
export function openFrame(
  place: HTMLElement,
  title: string,
  html: string,
  run: RunScript,
  on: { close: () => void; size: (width?: number, height?: number) => void; escape: () => void },
): () => void {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups allow-modals allow-downloads');
  const bridge = allowed(BRIDGE);
  frame.srcdoc = /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + bridge) : bridge + html;
  // What had the keyboard before its page was there does not hand it on to the page in every browser.
  frame.addEventListener('load', () => {
    if (document.activeElement !== frame) return;
    frame.blur();
    frame.focus();
  });
  let running = 0;
  const queue: (() => void)[] = [];
  const start = ({ call, name, args }: { call: number; name: string; args: unknown[] }) => {
    running++;
    const answer = (message: object) => frame.contentWindow?.postMessage({ script: 'answer', call, ...message }, '*');
    run(name, args)
      .then(({ value, error }) => answer(error === undefined ? { value: value ?? null } : { error }))
      .catch((error: Error) => answer({ error: error.message }))
      .finally(() => {
        running--;
        queue.shift()?.();
      });
  };
  const listen = ({ data, source }: MessageEvent) => {
    if (source !== frame.contentWindow || !data) return;
    if (data.script === 'run') {
      if (running < MOST_AT_ONCE) start(data);
      else queue.push(() => start(data));
    } else if (data.script === 'host') {
      if (data.what === 'close') on.close();
      if (data.what === 'size') on.size(data.width, data.height);
      if (data.what === 'escape') on.escape();
      if (data.what === 'focus') focusSheet();
      if (data.what === 'go on') goOn(data.back === true ? 'back' : 'on');
    }
  };
  addEventListener('message', listen);
  place.append(frame);
  return () => {
    removeEventListener('message', listen);
    frame.remove();
  };
}

/** The last thing in a panel, seen when Tab comes to it: behind it the browser has nothing of this page any more. */
function wayOut(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'way-out';
  button.textContent = 'Go to the menu (F6)';
  button.onclick = () => goOn('#bar');
  return button;
}

function titleBar(title: string, close: () => void): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'title';
  const heading = document.createElement('span');
  heading.textContent = title;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '×';
  button.setAttribute('aria-label', `Close ${title}`);
  button.onclick = close;
  bar.append(heading, button);
  return bar;
}

let endSidebar: (() => void) | null = null;

/** Shows a sidebar in the place of the one before, 300 pixels wide as Google has it, with the keyboard in it. */
export function showSidebar(event: Extract<UiEvent, { kind: 'sidebar' }>, run: RunScript): void {
  endSidebar?.();
  const aside = document.getElementById('sidebar')!;
  aside.hidden = false;
  aside.setAttribute('aria-label', event.title);
  aside.append(titleBar(event.title, closeSidebar));
  aside.onkeydown = ({ key }) => {
    if (key === 'Escape') closeSidebar(); // what such a function returns would take all other keys away
  };
  const end = openFrame(aside, event.title, event.html, run, {
    close: closeSidebar,
    size: () => undefined,
    escape: closeSidebar,
  });
  aside.append(wayOut());
  endSidebar = () => {
    end();
    aside.replaceChildren();
    aside.hidden = true;
    dispatchEvent(new Event('resize'));
  };
  dispatchEvent(new Event('resize'));
  aside.querySelector('iframe')!.focus();
}

/** Takes the keyboard back to the menu that sidebars are opened from. */
export function closeSidebar(): void {
  endSidebar?.();
  endSidebar = null;
  goOn('#bar');
}

/** Shows a dialog; Escape and the cross close it. */
export function showDialog(event: Extract<UiEvent, { kind: 'dialog' }>, run: RunScript): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-label', event.title);
  Object.assign(dialog.style, { width: `${event.width}px`, height: `${event.height + 48}px` });
  document.body.append(dialog);
  let end: () => void = () => undefined;
  const putBack = keepPlace();
  const close = () => {
    end();
    dialog.close();
    dialog.remove();
    putBack();
  };
  dialog.append(titleBar(event.title, close));
  dialog.addEventListener('cancel', close);
  dialog.addEventListener('keydown', (key) => key.key === 'Escape' && close());
  end = openFrame(dialog, event.title, event.html, run, {
    close,
    escape: close,
    size: (width, height) => {
      if (width) dialog.style.width = `${width}px`;
      if (height) dialog.style.height = `${height + 48}px`;
    },
  });
  if (event.modal) dialog.showModal();
  else {
    // The bar stays usable, and on a narrow screen it has several lines: a dialog begins below them, with its cross.
    const bar = document.querySelector('#bar')!.getBoundingClientRect().height;
    dialog.style.setProperty('--bar-height', `${bar}px`);
    dialog.append(wayOut());
    dialog.show();
  }
}

/** A plain dialog of the host's own. `dismiss`: it was closed without choosing a button. */
export function showPlain(
  title: string,
  content: Node,
  buttons: { label: string; act: () => void }[] = [],
  dismiss: () => void = () => undefined,
): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.style.width = '640px';
  dialog.setAttribute('aria-label', title);
  const putBack = keepPlace();
  const close = () => {
    dialog.close();
    dialog.remove();
    putBack();
  };
  const inside = document.createElement('div');
  inside.className = 'inside';
  inside.append(content);
  for (const { label, act } of buttons) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.onclick = () => {
      close();
      act();
    };
    inside.append(button, ' ');
  }
  const leave = () => {
    close();
    dismiss();
  };
  dialog.append(titleBar(title, leave), inside);
  dialog.addEventListener('cancel', leave);
  document.body.append(dialog);
  dialog.showModal();
}

export function toast(message: string, seconds = 5): void {
  const box = document.createElement('div');
  box.className = 'toast';
  box.textContent = message;
  document.getElementById('toasts')!.append(box);
  setTimeout(() => box.remove(), Math.max(1, seconds) * 1_000);
}
