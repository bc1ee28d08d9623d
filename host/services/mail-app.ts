import type { Run } from '../script/run';
import { fail, Service } from './service';

/** Recipients a day of a consumer account (platform-notes 6). */
const RECIPIENTS_A_DAY = 100;

/** What one message may have. */
const MOST_RECIPIENTS = 50;
const MOST_BYTES = 200 * 1024;

interface Message {
  to?: string;
  cc?: string;
  bcc?: string;
  subject?: string;
  body?: string;
  htmlBody?: string;
}

export class MailApp extends Service {
  readonly service = 'MailApp';

  constructor(readonly run: Run) {
    super();
  }

  sendEmail(messageOrTo: Message | string, subject?: string, body?: string, options?: Message): void {
    const message =
      typeof messageOrTo === 'string' ? { ...options, to: messageOrTo, subject, body } : { ...messageOrTo };
    const recipients = recipientsOf(message);
    if (recipients.length === 0) fail('Failed to send email: no recipient');
    const invalid = recipients.find((address) => !/^[^\s@]+@[^\s@]+$/.test(address.replace(/^.*<(.+)>$/, '$1')));
    if (invalid) fail(`Invalid email: ${invalid}`);
    if (recipients.length > MOST_RECIPIENTS) fail('Limit exceeded: Email Recipients Per Message.');
    for (const text of [message.body, message.htmlBody])
      if (Buffer.byteLength(text ?? '') > MOST_BYTES) fail('Limit exceeded: Email Body Size.');
    if (recipients.length > this.getRemainingDailyQuota()) fail('Service invoked too many times for one day: email.');
    const { host, email } = this.run;
    host.state.outbox.push({
      at: host.now().toISOString(),
      from: email,
      to: recipients.join(','),
      subject: message.subject ?? '',
      body: message.body ?? '',
      ...(message.htmlBody === undefined ? {} : { htmlBody: message.htmlBody }),
    });
    host.saved('outbox');
  }

  getRemainingDailyQuota(): number {
    const { host, email } = this.run;
    const today = host.now().toISOString().slice(0, 10);
    let sent = 0;
    for (const mail of host.state.outbox) {
      if (mail.from === email && mail.at.startsWith(today)) sent += mail.to.split(',').length;
    }
    return Math.max(0, RECIPIENTS_A_DAY - sent);
  }
}

function recipientsOf(message: Message): string[] {
  return [message.to, message.cc, message.bcc]
    .flatMap((addresses) => (addresses ?? '').split(','))
    .map((address) => address.trim())
    .filter((address) => address !== '');
}
