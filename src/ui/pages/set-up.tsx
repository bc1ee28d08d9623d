import { useState } from 'preact/hooks';
import type { Refusal, SetUpState } from '../../actions/answers';
import type { FieldProblem } from '../../actions/schemas/parts';
import { check } from '../../actions/schemas/parts';
import { setUpSchema } from '../../actions/schemas/set-up';
import { problemAt, SelectField, TextField, Told } from '../parts/form';
import { CallState, Loaded, Refused, Signed, show, useCall } from '../parts/page';
import { call, newToken } from '../server';

type State = Extract<SetUpState, { ok: true }>;

interface PersonDraft {
  name: string;
  email: string;
  school: string;
}

const personOf = (person: { name: string; email: string; school?: string | null } | null): PersonDraft => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  school: person?.school ?? '',
});

const filled = ({ name, email }: PersonDraft) => name.trim() !== '' || email.trim() !== '';

function Page({ state, reload }: { state: State; reload: () => void }) {
  const [told, setTold] = useState<{ title: string; lines: string[] } | null>(null);
  const say = (title: string, lines: string[] = []) => {
    setTold({ title, lines });
    reload();
  };
  return (
    <>
      <p class="soft">Four steps. Leave blank what you do not know yet; you can come back at any time.</p>
      {told && (
        <Told kind="good" title={told.title}>
          {told.lines.length > 0 && (
            <ul style={{ paddingLeft: '18px', margin: '4px 0' }}>
              {told.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Told>
      )}
      {state.steps.map((step, index) => (
        <section key={step.key} class="box" aria-label={`Step ${index + 1}: ${step.title}`}>
          <h2 style={{ marginTop: 0 }}>
            {index + 1}. {step.title} {step.done && <span class="flag good">done</span>}
          </h2>
          {step.lines.map((line) => (
            <p key={line} class="small">
              {line}
            </p>
          ))}
          {step.key === 'workbook' && <Prepare state={state} onTold={say} />}
          {step.key === 'people' && (
            <People key={JSON.stringify([state.director, state.advisor])} state={state} onTold={say} />
          )}
          {step.key === 'clusters' &&
            state.clusters.map((cluster) => <Cluster key={cluster.id} state={state} cluster={cluster} onTold={say} />)}
          {step.key === 'settings' && state.unconfirmed.length > 0 && (
            <details>
              <summary>{state.unconfirmed.length} figures</summary>
              {state.unconfirmed.map((line) => (
                <p key={line} class="small">
                  {line}
                </p>
              ))}
            </details>
          )}
        </section>
      ))}
      <Signed me={state.me} />
    </>
  );
}

type Tell = (title: string, lines?: string[]) => void;

function Prepare({ state, onTold }: { state: State; onTold: Tell }) {
  const running = useCall();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <>
      <p class="hint">
        Adds and repairs tabs, headers, drop-downs, formulas and protections. It never touches your data and can be run
        again; where something is not clear it says so and leaves it.
      </p>
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Putting the workbook in order; this can take a minute…" />
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={running.busy}
          onClick={() =>
            running.run(
              () => call('setUpWorkbook'),
              (answer) => (answer.ok ? onTold(answer.message, answer.did) : setRefusal(answer)),
            )
          }
        >
          {state.steps[0]!.done ? 'Check and repair' : 'Prepare the workbook'}
        </button>
        {state.empty && state.steps[0]!.done && (
          <button
            type="button"
            disabled={running.busy}
            onClick={() =>
              running.run(
                () => call('addSampleData'),
                (answer) => (answer.ok ? onTold(answer.message) : setRefusal(answer)),
              )
            }
          >
            Fill with sample data
          </button>
        )}
      </div>
    </>
  );
}

/** Saves one part of the answers and shows what is wrong beside its fields. */
function useSave(onTold: Tell) {
  const [token, setToken] = useState(newToken);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const save = (part: object) => {
    const payload = { token, clusters: [], ...part };
    const checked = check(setUpSchema, payload);
    setRefusal(null);
    if ('problems' in checked) return setProblems(checked.problems);
    setProblems([]);
    running.run(
      () => call('saveSetUp', payload),
      (answer) => {
        if (answer.ok) {
          setToken(newToken());
          onTold(answer.message);
        } else if (answer.problems) setProblems(answer.problems);
        else setRefusal(answer);
      },
    );
  };
  return { problems, refusal, running, save };
}

function PersonFields({
  who,
  person,
  onChange,
  problems,
  field,
}: {
  who: string;
  person: PersonDraft;
  onChange: (person: PersonDraft) => void;
  problems: FieldProblem[];
  field: string;
}) {
  return (
    <>
      <TextField
        label={`${who}: name`}
        value={person.name}
        onChange={(name) => onChange({ ...person, name })}
        wrong={problemAt(problems, `${field}.name`)}
      />
      <TextField
        label={`${who}: e-mail`}
        type="email"
        hint="The Google account the person signs in with."
        value={person.email}
        onChange={(email) => onChange({ ...person, email })}
        wrong={problemAt(problems, `${field}.email`)}
      />
    </>
  );
}

function People({ state, onTold }: { state: State; onTold: Tell }) {
  const [director, setDirector] = useState(personOf(state.director));
  const [advisor, setAdvisor] = useState(personOf(state.advisor));
  const { problems, refusal, running, save } = useSave(onTold);
  const schools = state.clusters.flatMap((cluster) => cluster.members);
  return (
    <>
      <PersonFields who="Director" person={director} onChange={setDirector} problems={problems} field="director" />
      <PersonFields who="Advisor" person={advisor} onChange={setAdvisor} problems={problems} field="advisor" />
      <SelectField
        label="Advisor’s own school"
        optional
        hint="Requests of its cluster go to the Director."
        value={advisor.school}
        onChange={(school) => setAdvisor({ ...advisor, school })}
        options={schools}
        blank="No school"
        wrong={problemAt(problems, 'advisor.school')}
      />
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={running.busy}
          onClick={() =>
            save({
              director: filled(director) ? { name: director.name, email: director.email } : null,
              advisor: filled(advisor) ? { ...advisor, school: advisor.school || null } : null,
            })
          }
        >
          Save the people
        </button>
      </div>
    </>
  );
}

function Cluster({ state, cluster, onTold }: { state: State; cluster: State['clusters'][number]; onTold: Tell }) {
  const [leadSchool, setLeadSchool] = useState(cluster.leadSchool ?? '');
  const [stage, setStage] = useState(cluster.stage ?? '');
  const [start, setStart] = useState(cluster.agreementStart ?? '');
  const [lead, setLead] = useState(personOf(cluster.lead));
  const { problems, refusal, running, save } = useSave(onTold);
  return (
    <details>
      <summary>{cluster.name}</summary>
      <SelectField
        label="Lead school"
        hint="It holds the cluster’s money."
        value={leadSchool}
        onChange={setLeadSchool}
        options={cluster.members}
        blank="Not known yet"
        wrong={problemAt(problems, 'clusters.0.leadSchool')}
      />
      <TextField
        label="Start of the agreement"
        type="date"
        hint="It lasts two years from this day."
        value={start}
        onChange={setStart}
        wrong={problemAt(problems, 'clusters.0.agreementStart')}
      />
      <SelectField
        label="Stage"
        optional
        value={stage}
        onChange={setStage}
        options={state.stages.map((name) => ({ id: name, name }))}
        blank="Not known yet"
      />
      <PersonFields who="Cluster lead" person={lead} onChange={setLead} problems={problems} field="clusters.0.lead" />
      <SelectField
        label="Cluster lead’s school"
        optional
        value={lead.school}
        onChange={(school) => setLead({ ...lead, school })}
        options={cluster.members}
        blank="Not known yet"
      />
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={running.busy}
          onClick={() =>
            save({
              clusters: [
                {
                  cluster: cluster.id,
                  leadSchool: leadSchool || null,
                  stage: stage || null,
                  agreementStart: start || null,
                  lead: filled(lead) ? { ...lead, school: lead.school || null } : null,
                },
              ],
            })
          }
        >
          Save this cluster
        </button>
      </div>
    </details>
  );
}

show(
  <Loaded title="Set up workbook" load={() => call('setUpState')}>
    {(state, reload) => <Page state={state} reload={reload} />}
  </Loaded>,
);
