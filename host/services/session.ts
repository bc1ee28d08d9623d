import type { Run } from '../run';
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

  /** Nobody, in a simple trigger: it runs without the person having authorised anything (platform-notes 4). */
  getActiveUser(): User {
    return new User(this.run.capacity === 'simple' ? '' : this.run.email);
  }

  getEffectiveUser(): User {
    return this.getActiveUser();
  }

  getScriptTimeZone(): string {
    return this.run.host.scriptTimeZone;
  }
}
