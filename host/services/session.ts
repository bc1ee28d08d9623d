import type { Run } from '../script/run';
import { Service } from './service';

export class User extends Service {
  readonly service = 'User';

  constructor(readonly email: string) {
    super();
  }

  getEmail(): string {
    return this.email;
  }

  /** Scripts put users into text; Google writes the address. */
  override toString(): string {
    return this.email;
  }
}

export class Session extends Service {
  readonly service = 'Session';

  constructor(readonly run: Run) {
    super();
  }

  /**
   * Nobody, unless a person started the run: no one has authorised a simple trigger, and no one is there for a time
   * trigger (platform-notes 4).
   */
  getActiveUser(): User {
    return new User(this.run.capacity === 'person' ? this.run.email : '');
  }

  /** Whose account the run has: in a time trigger, its creator's. */
  getEffectiveUser(): User {
    return new User(['person', 'clock'].includes(this.run.capacity) ? this.run.email : '');
  }

  getScriptTimeZone(): string {
    return this.run.host.scriptTimeZone;
  }
}
