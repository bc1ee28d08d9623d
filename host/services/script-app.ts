import { randomUUID } from 'node:crypto';
import type { SavedTrigger } from '../contract';
import type { Run } from '../script/run';
import { enumeration, fail, Service } from './service';

/** Per person and script (platform-notes 3). */
const MAX_TRIGGERS = 20;

export class ScriptApp extends Service {
  readonly service = 'ScriptApp';
  override readonly shown = {
    AuthorizationStatus: enumeration('ScriptApp.AuthorizationStatus', ['NOT_REQUIRED', 'REQUIRED']),
    AuthMode: enumeration('ScriptApp.AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']),
    EventType: enumeration('ScriptApp.EventType', ['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE']),
    TriggerSource: enumeration('ScriptApp.TriggerSource', ['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']),
  };

  constructor(readonly run: Run) {
    super();
  }

  /** Goes on where the person has given the scopes; else ends the run and asks for those that are missing. */
  requireScopes(_authMode: string, scopes: string[]): void {
    const missing = scopes.filter((scope) => !this.run.granted.includes(scope));
    if (missing.length > 0) this.run.askFor(missing);
  }

  requireAllScopes(authMode: string): void {
    this.requireScopes(authMode, [...this.run.host.scopes]);
  }

  getAuthorizationInfo(_authMode: string, scopes?: string[]): AuthorizationInfo {
    return new AuthorizationInfo(this.run, scopes ?? this.run.host.scopes);
  }

  newTrigger(handler: string): TriggerBuilder {
    return new TriggerBuilder(this.run, handler);
  }

  /** Only the person's own: nobody sees the triggers of others. */
  getProjectTriggers(): Trigger[] {
    return ownTriggers(this.run).map((saved) => new Trigger(saved));
  }

  deleteTrigger(trigger: Trigger): void {
    const { host } = this.run;
    host.state.triggers = host.state.triggers.filter(({ id }) => id !== trigger.saved.id);
    host.saved('triggers');
  }
}

/** Which of some scopes the person has given the script. */
class AuthorizationInfo extends Service {
  readonly service = 'AuthorizationInfo';

  constructor(
    readonly run: Run,
    readonly scopes: readonly string[],
  ) {
    super();
  }

  getAuthorizationStatus(): string {
    return this.getAuthorizedScopes().length === this.scopes.length ? 'NOT_REQUIRED' : 'REQUIRED';
  }

  /** Where the person can give them; null where there is nothing to give. */
  getAuthorizationUrl(): string | null {
    return this.getAuthorizationStatus() === 'REQUIRED' ? 'https://script.google.com/authorize' : null;
  }

  getAuthorizedScopes(): string[] {
    return this.scopes.filter((scope) => this.run.granted.includes(scope));
  }
}

function ownTriggers(run: Run): SavedTrigger[] {
  return run.host.state.triggers.filter(({ createdBy }) => createdBy === run.email);
}

class Trigger extends Service {
  readonly service = 'Trigger';

  constructor(readonly saved: SavedTrigger) {
    super();
  }

  getUniqueId(): string {
    return this.saved.id;
  }

  getHandlerFunction(): string {
    return this.saved.handler;
  }

  getEventType(): string {
    return 'CLOCK';
  }

  getTriggerSource(): string {
    return 'CLOCK';
  }
}

class TriggerBuilder extends Service {
  readonly service = 'TriggerBuilder';

  constructor(
    readonly run: Run,
    readonly handler: string,
  ) {
    super();
  }

  timeBased(): ClockTriggerBuilder {
    return new ClockTriggerBuilder(this.run, this.handler);
  }
}

class ClockTriggerBuilder extends Service {
  readonly service = 'ClockTriggerBuilder';
  days: number | undefined;
  hour = 0;

  constructor(
    readonly run: Run,
    readonly handler: string,
  ) {
    super();
  }

  everyDays(days: number): this {
    this.days = days;
    return this;
  }

  atHour(hour: number): this {
    this.hour = hour;
    return this;
  }

  create(): Trigger {
    if (this.days === undefined) fail('The recurrence of the trigger is not specified.');
    const { host, email } = this.run;
    if (ownTriggers(this.run).length >= MAX_TRIGGERS) {
      fail('This script has too many triggers. Triggers must be deleted from the script before more can be added.');
    }
    const saved: SavedTrigger = {
      id: randomUUID(),
      handler: this.handler,
      createdBy: email,
      everyDays: this.days,
      atHour: this.hour,
    };
    host.state.triggers.push(saved);
    host.saved('triggers');
    return new Trigger(saved);
  }
}
