import { useState } from 'preact/hooks';
import type { Report } from '../../../actions/answers';
import { AndMore } from '../../parts/and-more';
import { CallState } from '../../parts/call-state';
import { dateText } from '../../parts/date-text';
import { LongField } from '../../parts/field';
import { Refused } from '../../parts/refused';
import { useForm } from '../../parts/use-form';
import { call } from '../../server';

interface ReportsProps {
  reports: readonly Report[];
  /** How many more there are. */
  more: number;
  onTold: (message: string) => void;
}

/** Orders, money from elsewhere, problems and questions: nothing to decide, but somebody sees to them (S9, C4, G1). */
export function Reports({ reports, more, onTold }: ReportsProps) {
  if (reports.length === 0) return null;
  return (
    <details class="box">
      <summary>To see to ({reports.length + more})</summary>
      {reports.map((report) => (
        <ReportCard key={report.id} report={report} onTold={onTold} />
      ))}
      <AndMore more={more} where="the Requests tab has them all" />
    </details>
  );
}

function ReportCard({ report, onTold }: { report: Report; onTold: (message: string) => void }) {
  const [answer, setAnswer] = useState('');
  const form = useForm(() => ({}), {
    send: (payload) => call('seeToRequest', payload),
    onDone: ({ message }) => onTold(message),
  });
  const { running } = form;
  return (
    <article aria-label={`${report.id}, ${report.what}`}>
      <h2>{report.what}</h2>
      <p class="soft small">
        {report.id}, {report.cluster}
        {report.school && `, ${report.school}`}, {report.askedBy}, {dateText(report.askedOn)}
      </p>
      <p class="wrap">{report.purpose}</p>
      {report.note && <p class="wrap soft">{report.note}</p>}
      {report.canClose ? (
        <>
          <LongField
            label={`Answer to ${report.id}`}
            optional={!report.needsAnswer}
            value={answer}
            onChange={setAnswer}
            wrong={form.wrong('answer')}
          />
          <button
            type="button"
            disabled={running.busy}
            onClick={() => form.send({ request: report.id, answer: answer || null })}
          >
            {report.needsAnswer ? `Answer ${report.id}` : `Mark ${report.id} as done`}
          </button>
        </>
      ) : (
        <p class="soft small">Who asked enters under My requests what came of it.</p>
      )}
      {form.refusal && <Refused refusal={form.refusal} onAgain={running.again} />}
      <CallState running={running} doing="Saving…" />
    </article>
  );
}
