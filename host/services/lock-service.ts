import type { Locks, Run } from '../script/run';
import { fail, Service } from './service';

/** Lets go of every lock a run holds: at its end, and when a dialog suspends it (platform-notes 6). */
export function releaseLocks(locks: Locks, holder: object): void {
  for (const [which, held] of locks) if (held === holder) locks.delete(which);
}

export class LockService extends Service {
  readonly service = 'LockService';

  constructor(readonly run: Run) {
    super();
  }

  getDocumentLock(): Lock {
    return new Lock(this.run, 'document');
  }

  getScriptLock(): Lock {
    return new Lock(this.run, 'script');
  }

  getUserLock(): Lock {
    return new Lock(this.run, `user ${this.run.email}`);
  }
}

/** Runs here are never truly at the same time, so a lock held by another run stays held however long one would wait. */
class Lock extends Service {
  readonly service = 'Lock';

  constructor(
    readonly run: Run,
    readonly which: string,
  ) {
    super();
  }

  tryLock(milliseconds: number): boolean {
    if (milliseconds < 0) return false;
    const { locks } = this.run.host;
    const holder = locks.get(this.which);
    if (holder && holder !== this.run) return false;
    locks.set(this.which, this.run);
    return true;
  }

  waitLock(milliseconds: number): void {
    if (!this.tryLock(milliseconds)) fail('Lock timeout: another process was holding the lock for too long.');
  }

  hasLock(): boolean {
    return this.run.host.locks.get(this.which) === this.run;
  }

  releaseLock(): void {
    if (this.hasLock()) this.run.host.locks.delete(this.which);
  }
}
