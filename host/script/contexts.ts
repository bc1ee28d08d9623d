/** The contexts that scripts run in: each run in a fresh one as in Google, or in one that is kept warm. */
import vm from 'node:vm';
import { type Border, ScriptContext } from './runtime';

/** One run of a script in a context. */
export interface Entered {
  readonly context: ScriptContext;
  /** Says that the run is over, and whether it was ended from outside: what it leaves then nobody meets again. */
  leave(wasStopped?: boolean): void;
}

export interface Contexts {
  enter(globals: Record<string, unknown>, border: Border, now: () => number): Entered;
}

/** Every run gets a context of its own. */
export function freshContexts(code: string): Contexts {
  const script = compiled(code);
  return {
    enter: (...given) => ({ context: new ScriptContext(script, ...given), leave() {} }),
  };
}

const warm = new Map<string, Contexts>();

/**
 * Runs share contexts, also those of other workbooks with the same script: what it keeps in variables from run to run
 * stays, and the machine need not warm up for each. For simulation; {@link freshContexts} is what Google does.
 */
export function keptContexts(code: string): Contexts {
  let contexts = warm.get(code);
  if (!contexts) {
    const script = compiled(code);
    const free: ScriptContext[] = [];
    contexts = {
      enter: (...given) => {
        const context = free.pop()?.enter(...given) ?? new ScriptContext(script, ...given);
        return { context, leave: (wasStopped = false) => void (wasStopped || free.push(context)) };
      },
    };
    warm.set(code, contexts);
  }
  return contexts;
}

let last: { code: string; script: vm.Script } | undefined;

/** Compiles a script, once for as many workbooks as are opened with it one after the other. */
function compiled(code: string): vm.Script {
  if (last?.code !== code) last = { code, script: new vm.Script(code, { filename: 'Code.js' }) };
  return last.script;
}
