import { useState } from 'preact/hooks';
import type { Report } from '../../../actions/answers';
import { CallState } from '../../parts/call-state';
import { dateText } from '../../parts/date-text';
import { LongField } from '../../parts/field';
import { Refused } from '../../parts/refused';
import { useForm } from '../../parts/use-form';
import { call } from '../../server';

interface ReportsProps {
  reports: readonly Report[];
  onTold: (message: string) => void;
}

/** Problems, ideas and questions: nothing to decide, but to be answered early (C4). */
export function Reports({ reports, onTold }: ReportsProps) {
  if (reports.length === 0) return null;
  return (
    <details class="box">
      <summary>Reports to answer ({reports.length})</summary>
      {reports.map((report) => (
        <ReportToAnswer key={report.id} report={report} onTold={onTold} />
      ))}
    </details>
  );
}

function ReportToAnswer({ report, onTold }: { report: Report; onTold: (message: string) => void }) {
  const [answer, setAnswer] = useState('');
  const form = useForm(() => ({}), {
    send: (payload) => call('answerReport', payload),
    onDone: ({ message }) => onTold(message),
  });
  return (
    <article aria-label={`${report.id}, report`}>
      <p class="soft small">
        {report.id}, {report.cluster}
        {report.school && `, ${report.school}`}, {report.askedBy}, {dateText(report.askedOn)}
      </p>
      <p class="wrap">{report.purpose}</p>
      {report.note && <p class="wrap soft">{report.note}</p>}
      <LongField
        label={`Your answer to ${report.id}`}
        value={answer}
        onChange={setAnswer}
        wrong={form.wrong('answer')}
      />
      {form.refusal && <Refused refusal={form.refusal} onAgain={form.running.again} />}
      <CallState running={form.running} doing="Saving…" />
      <div class="actions">
        <button type="button" disabled={form.running.busy} onClick={() => form.send({ request: report.id, answer })}>
          Answer and close
        </button>
      </div>
    </article>
  );
}
