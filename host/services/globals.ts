/** The names a script finds in its global scope. */
import type { Run } from '../script/run';
import { CacheService } from './cache-service';
import { Charts } from './charts';
import { HtmlService } from './html-service';
import { LockService } from './lock-service';
import { Logger, scriptConsole } from './logger';
import { MailApp } from './mail-app';
import { PropertiesService } from './properties-service';
import { ScriptApp } from './script-app';
import { ForbiddenService, MissingService, type Service } from './service';
import { Session } from './session';
import { SpreadsheetApp } from './spreadsheet-app';
import { Utilities } from './utilities';

/** Known to Google, not here: touching one says so, rather than that it is not defined. */
const NOT_EMULATED = [
  'Browser',
  'CalendarApp',
  'ContentService',
  'DocumentApp',
  'DriveApp',
  'FormApp',
  'GmailApp',
  'LanguageApp',
  'Maps',
  'Sheets',
  'UrlFetchApp',
  'XmlService',
];

export function globalsOf(run: Run): Record<string, unknown> {
  const services: Service[] = [
    new CacheService(run),
    new Charts(),
    new HtmlService(run),
    new LockService(run),
    new Logger(),
    new MailApp(run),
    new PropertiesService(run),
    new ScriptApp(run),
    new Session(run),
    new SpreadsheetApp(run),
    new Utilities(run),
    ...NOT_EMULATED.map((name) => new MissingService(name)),
  ];
  return { ...byName(services), console: scriptConsole };
}

/** The globals of a custom function: the same names, some of them not to be used. Of the rest, {@link Run} sees to. */
export function globalsOfFunctions(run: Run): Record<string, unknown> {
  const forbidden = ['Charts', 'MailApp', 'ScriptApp', ...NOT_EMULATED].map((name) => new ForbiddenService(name));
  return { ...globalsOf(run), ...byName(forbidden) };
}

function byName(services: Service[]): Record<string, unknown> {
  return Object.fromEntries(services.map((service) => [service.service, service]));
}
