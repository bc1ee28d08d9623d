import { type Injector, type IUndoRedoItem, IUndoRedoService } from '@univerjs/core';

/** Takes the person's last change out of what can be undone: it was never made. */
export function forgetLastChange(injector: Injector, unitId: string): void {
  const history = injector.get(IUndoRedoService);
  // Undoing is the last change where there is something to be done again: any other leaves nothing.
  const wasUndone = history.pitchTopRedoElement() !== null;
  const changes: IUndoRedoItem[] = [];
  for (let top = history.pitchTopUndoElement(); top; top = history.pitchTopUndoElement()) {
    changes.unshift(top);
    history.popUndoToRedo();
  }
  history.clearUndoRedo(unitId);
  for (const change of wasUndone ? changes : changes.slice(0, -1)) history.pushUndoRedo(change);
}

/** Nothing that was done in another workbook can be undone in this one. */
export function forgetChanges(injector: Injector, unitId: string): void {
  injector.get(IUndoRedoService).clearUndoRedo(unitId);
}
