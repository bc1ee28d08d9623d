import { useEffect, useState } from 'preact/hooks';
import type { WhatIf, WhatIfForm } from '../../actions/answers';
import { CallState } from '../parts/call-state';
import { SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { Paper } from '../parts/paper';
import { ProblemBox } from '../parts/problem-box';
import { Refused } from '../parts/refused';
import { Segments } from '../parts/segments';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Unread } from '../parts/unread';
import { useCall } from '../parts/use-call';
import { call } from '../server';
import { asSent, type Change, NOTHING } from './what-if/plan-draft';

type Known = Extract<WhatIfForm, { ok: true }>;

function Page({ known }: { known: Known }) {
  const running = useCall();
  const [draft, setDraft] = useState(NOTHING);
  const [answer, setAnswer] = useState<WhatIf | null>(null);
  const [looked, setLooked] = useState('');
  const body = JSON.stringify(draft);
  const look = () => {
    setLooked(body);
    running.run(
      () => call('whatIf', asSent(draft)),
      (found) => {
        setAnswer(found);
        // Only once the fields are marked.
        setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      },
    );
  };
  useEffect(look, []); // the year as it stands, to begin with
  const problems = answer?.ok === false ? (answer.problems ?? []) : [];
  const wrong = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const isFresh = answer?.ok === true && looked === body;
  return (
    <div class="own-page">
      <form
        class="off-paper"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <p>
          What would {known.year} bring with other schools, agreements or figures? Anybody may try:{' '}
          <b>nothing is written</b>.
        </p>
        <Unread text={known.unread} />
        <Roster
          known={known}
          roster={draft.roster}
          wrong={wrong}
          onChange={(roster) => setDraft({ ...draft, roster })}
        />
        <Renewals
          known={known}
          renewals={draft.renewals}
          wrong={wrong}
          onChange={(renewals) => setDraft({ ...draft, renewals })}
        />
        <Figures
          known={known}
          figures={draft.figures}
          sent={asSent(draft).figures.map(({ parameter }) => parameter)}
          wrong={wrong}
          onChange={(figures) => setDraft({ ...draft, figures })}
        />
        <ProblemBox problems={problems} />
        {answer?.ok === false && !answer.problems && <Refused refusal={answer} onAgain={running.again} />}
        <CallState running={running} doing="Working it out…" />
        <div class="actions">
          <button type="submit" class="main" disabled={running.busy}>
            Work it out
          </button>
          {isFresh && (
            <button type="button" onClick={() => window.print()}>
              Print
            </button>
          )}
        </div>
        {answer?.ok && !isFresh && !running.busy && (
          <p class="soft">What is typed was changed since: work it out again to see what it does.</p>
        )}
      </form>
      {isFresh && answer?.ok && <Paper paper={answer.paper} version={answer.version} />}
      <div class="off-paper">
        <Signed me={known.me} />
      </div>
    </div>
  );
}

interface PartProps {
  known: Known;
  wrong: (field: string) => string | undefined;
}

interface RosterProps extends PartProps {
  roster: Change[];
  onChange: (roster: Change[]) => void;
}

/** Schools that would join or leave, one below another. */
function Roster({ known, roster, wrong, onChange }: RosterProps) {
  const [cluster] = known.clusters;
  const add = () => {
    if (cluster) onChange([...roster, { joins: true, cluster: cluster.id, school: '', on: known.from }]);
  };
  return (
    <details open={roster.length > 0}>
      <summary>Schools that join or leave{roster.length > 0 && `: ${roster.length}`}</summary>
      {roster.map((change, index) => (
        <OneChange
          key={index}
          known={known}
          change={change}
          number={index + 1}
          wrong={(field) => wrong(`roster.${index}.${field}`)}
          onChange={(some) => onChange(roster.map((one, at) => (at === index ? { ...one, ...some } : one)))}
          onRemove={() => onChange(roster.filter((_, at) => at !== index))}
        />
      ))}
      <div class="actions">
        <button type="button" onClick={add} disabled={!cluster}>
          Add a school
        </button>
      </div>
    </details>
  );
}

interface OneChangeProps extends PartProps {
  change: Change;
  number: number;
  onChange: (some: Partial<Change>) => void;
  onRemove: () => void;
}

function OneChange({ known, change, number, wrong, onChange, onRemove }: OneChangeProps) {
  const { joins, cluster, school, on } = change;
  const members = known.clusters.find(({ id }) => id === cluster)?.members ?? [];
  const others = known.schools.filter(({ id }) => !members.some((member) => member.id === id));
  return (
    <fieldset class="field">
      <legend>School {number}</legend>
      <Segments
        label={`What school ${number} does`}
        value={joins ? 'joins' : 'leaves'}
        options={[
          { value: 'joins', label: 'Joins' },
          { value: 'leaves', label: 'Leaves' },
        ]}
        onChange={(what) =>
          onChange({ joins: what === 'joins', school: '', on: what === 'joins' ? known.from : known.last })
        }
      />
      <div class="picking">
        <SelectField
          label="Cluster"
          value={cluster}
          options={known.clusters}
          onChange={(id) => onChange({ cluster: id, school: '' })}
          wrong={wrong('cluster')}
        />
        <SelectField
          label="School"
          value={school}
          options={joins ? others : members}
          blank={joins ? 'A new school' : 'Pick a school'}
          onChange={(id) => onChange({ school: id })}
          wrong={wrong('school')}
        />
        <TextField
          type="date"
          label={joins ? 'First day' : 'Last day'}
          value={on}
          onChange={(day) => onChange({ on: day })}
          wrong={wrong('on')}
        />
        <button type="button" aria-label={`Take school ${number} out`} onClick={onRemove}>
          Take out
        </button>
      </div>
    </fieldset>
  );
}

interface RenewalsProps extends PartProps {
  renewals: Record<string, string>;
  onChange: (renewals: Record<string, string>) => void;
}

function Renewals({ known, renewals, wrong, onChange }: RenewalsProps) {
  const chosen = Object.keys(renewals);
  const all = () => onChange(Object.fromEntries(known.clusters.map(({ id, renewsOn }) => [id, renewsOn])));
  return (
    <details>
      <summary>Agreements that are renewed{chosen.length > 0 && `: ${chosen.length}`}</summary>
      {known.clusters.length > 1 && (
        <button type="button" onClick={all}>
          Renew all of them
        </button>
      )}
      {known.clusters.map(({ id, name, agreement, renewsOn }) => (
        <div key={id}>
          <Tick
            label={
              <>
                {name} <span class="soft small">{agreement}</span>
              </>
            }
            checked={id in renewals}
            onChange={(on) => {
              const { [id]: _, ...others } = renewals;
              onChange(on ? { ...renewals, [id]: renewsOn } : others);
            }}
          />
          {id in renewals && (
            <TextField
              type="date"
              label={`First day of the new agreement of ${name}`}
              value={renewals[id] ?? ''}
              onChange={(from) => onChange({ ...renewals, [id]: from })}
              wrong={wrong(`renewals.${chosen.indexOf(id)}.from`)}
            />
          )}
        </div>
      ))}
    </details>
  );
}

const STATUS_WORDS = { confirmed: 'Confirmed', assumed: 'Assumed, nobody confirmed it', unset: 'Not set' } as const;

interface FiguresProps extends PartProps {
  figures: Record<string, string>;
  /** Those that are sent, in their order. */
  sent: readonly string[];
  onChange: (figures: Record<string, string>) => void;
}

function Figures({ known, figures, sent, wrong, onChange }: FiguresProps) {
  return (
    <details>
      <summary>Figures of the rules{sent.length > 0 && `: ${sent.length}`}</summary>
      <p class="hint">Leave blank what stays as it is.</p>
      {known.figures.map(({ parameter, says, status, expected }) => (
        <TextField
          key={parameter}
          label={`Instead of ${says}`}
          hint={`${STATUS_WORDS[status]}. To try another, type ${expected}.`}
          value={figures[parameter] ?? ''}
          onChange={(value) => onChange({ ...figures, [parameter]: value })}
          wrong={wrong(`figures.${sent.indexOf(parameter)}.value`)}
        />
      ))}
    </details>
  );
}

show(
  <Loaded title="What if" load={() => call('whatIfForm')}>
    {(known) => <Page known={known} />}
  </Loaded>,
);
