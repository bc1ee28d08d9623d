import type { Report } from '../../../actions/answers';
import { dateText } from '../../parts/date-text';

/** Problems, ideas and questions: nothing to decide, but to be read early (C4). */
export function Reports({ reports }: { reports: readonly Report[] }) {
  if (reports.length === 0) return null;
  return (
    <details class="box">
      <summary>Reports to read ({reports.length})</summary>
      {reports.map((report) => (
        <article key={report.id} aria-label={`${report.id}, report`}>
          <p class="soft small">
            {report.id}, {report.cluster}
            {report.school && `, ${report.school}`}, {report.askedBy}, {dateText(report.askedOn)}
          </p>
          <p class="wrap">{report.purpose}</p>
          {report.note && <p class="wrap soft">{report.note}</p>}
        </article>
      ))}
      <p class="soft small">Enter “Done on” in the Requests tab to take one off this list.</p>
    </details>
  );
}
