import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChartShown, ReportPages } from '../../actions/answers';
import type { ReportKind } from '../../actions/schemas/report-pages';
import { call } from '../server';
import { CallState } from './call-state';
import { Field, SelectField } from './field';
import { Choices } from './own-page';
import { Paper } from './paper';
import { Refused } from './refused';
import { saveFile } from './save-file';
import { Signed } from './signed';
import { useCall } from './use-call';

interface ReportViewProps {
  title: string;
  kind: ReportKind;
  /** What is picked. */
  label: string;
  /** What is said where there is no page; without it, that there is no cluster. */
  none?: string;
  /** Draws the charts of a report that has some. */
  Chart?: ComponentType<{ chart: ChartShown; name: string }>;
}

interface Asked {
  pick?: string;
  year?: string;
}

const NO_CLUSTER = 'No cluster is entered yet: Clusters ▸ Set up workbook.';

/** Pages to bring to a meeting: picked, read, printed, and their tables saved as a file. */
export function ReportView({ title, kind, label, none = NO_CLUSTER, Chart }: ReportViewProps) {
  const running = useCall();
  const [answer, setAnswer] = useState<ReportPages | null>(null);
  const [asked, setAsked] = useState<Asked>({});
  const look = (payload: Asked) => {
    setAsked(payload);
    running.run(() => call('reportPages', { kind, ...payload }), setAnswer);
  };
  useEffect(() => look({}), []);
  const shown = answer?.ok ? answer : null;
  return (
    <main class="own-page">
      <h1 class="unseen">{title}</h1>
      {shown && <Picking answer={shown} asked={asked} label={label} onLook={look} />}
      <CallState running={running} doing="Reading the workbook…" />
      {answer && !answer.ok && <Refused refusal={answer} onAgain={running.again} />}
      {shown?.papers.length === 0 && <p class="box note">{none}</p>}
      {shown && (
        <>
          {shown.unread !== '' && <p class="box stop wrap">{shown.unread}</p>}
          {shown.papers.map((paper) => (
            <Paper
              key={`${paper.title}, ${paper.about[0]}`}
              paper={paper}
              version={shown.version}
              Chart={Chart}
              isOneOfMany
            />
          ))}
          <div class="off-paper">
            <Signed me={shown.me} />
          </div>
        </>
      )}
    </main>
  );
}

interface PickingProps {
  answer: Extract<ReportPages, { ok: true }>;
  /** What the lists say while it is on its way. */
  asked: Asked;
  label: string;
  onLook: (payload: Asked) => void;
}

function Picking({ answer, asked, label, onLook }: PickingProps) {
  const { choices, years, papers } = answer;
  const [picked, year] = [asked.pick ?? answer.picked ?? '', asked.year ?? answer.year];
  return (
    <div class="off-paper picking">
      {choices.length > 0 && (
        <Field label={label}>
          {(props) => (
            <select {...props} value={picked} onChange={(event) => onLook({ pick: event.currentTarget.value, year })}>
              <Choices choices={choices} own={null} />
            </select>
          )}
        </Field>
      )}
      {years.length > 0 && (
        <SelectField
          label="Year"
          value={year}
          options={years.map((one) => ({ id: one, name: one }))}
          onChange={(wanted) => onLook({ ...(picked === '' ? {} : { pick: picked }), year: wanted })}
        />
      )}
      {papers.length > 0 && (
        <>
          <button type="button" onClick={() => saveFile(`${answer.fileName}.csv`, 'text/csv', answer.csv)}>
            Tables as a file (CSV)
          </button>
          {answer.ics !== '' && (
            <button type="button" onClick={() => saveFile(`${answer.fileName}.ics`, 'text/calendar', answer.ics)}>
              Calendar file (.ics)
            </button>
          )}
          <button type="button" class="main" onClick={() => window.print()}>
            Print
          </button>
        </>
      )}
    </div>
  );
}
