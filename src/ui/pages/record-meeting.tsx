import { useMemo, useState } from 'preact/hooks';
import type { MeetingForm, MeetingRecorded, Refusal } from '../../actions/answers';
import type { FieldProblem } from '../../actions/schemas/parts';
import { check } from '../../actions/schemas/parts';
import type { RecordMeeting } from '../../actions/schemas/record-meeting';
import { recordMeetingSchema } from '../../actions/schemas/record-meeting';
import type { Mark, MeetingKind } from '../../rules/basics/words';
import { LongField, MoneyField, problemAt, Segments, SelectField, TextField, Told } from '../parts/form';
import { CallState, dateText, Findings, Loaded, Refused, Signed, show, Unread, useCall } from '../parts/page';
import { call, newToken } from '../server';

type Form = Extract<MeetingForm, { ok: true }>;
type Recorded = Extract<MeetingRecorded, { ok: true }>;

const SHORT: Record<Mark, string> = {
  Present: 'Came',
  Substitute: 'Substitute',
  Apologies: 'Apologies',
  Absent: 'Absent',
};

function Page({ form, reload }: { form: Form; reload: () => void }) {
  const [token, setToken] = useState(newToken);
  const [meeting, setMeeting] = useState('');
  const [cluster, setCluster] = useState(form.myCluster ?? '');
  const [date, setDate] = useState(form.today);
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [hours, setHours] = useState<'in' | 'after' | null>(null);
  const [kind, setKind] = useState<MeetingKind>('Whole cluster');
  const [status, setStatus] = useState<'Held' | 'Planned'>('Held');
  const [heldAt, setHeldAt] = useState('');
  const [purpose, setPurpose] = useState('');
  const [note, setNote] = useState('');
  const [marks, setMarks] = useState<Record<string, Mark>>({});
  const [costs, setCosts] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<Recorded | null>(null);
  const running = useCall();

  const members = useMemo(
    () =>
      form.members
        .filter(
          (member) => member.cluster === cluster && member.from <= date && (member.to === null || member.to >= date),
        )
        .map((member) => ({ id: member.school, name: member.schoolName })),
    [cluster, date],
  );
  const planned = form.planned.filter((entry) => entry.cluster === cluster);

  const pick = (id: string) => {
    setMeeting(id);
    const entry = form.planned.find((candidate) => candidate.id === id);
    if (!entry) return;
    setDate(entry.date);
    setStart(entry.start ?? '');
    setEnd(entry.end ?? '');
    setHours(entry.inSchoolHours ? 'in' : 'after');
    setKind(entry.kind);
    setHeldAt(entry.heldAt);
    setPurpose(entry.purpose);
    setStatus('Held');
  };

  const send = (confirmed: boolean) => {
    const payload = {
      token,
      meeting: status === 'Held' && meeting ? meeting : null,
      cluster,
      date,
      start: start || null,
      end: end || null,
      inSchoolHours: hours === null ? undefined : hours === 'in',
      kind,
      status,
      heldAt,
      purpose,
      note,
      attendance:
        status === 'Planned'
          ? []
          : members
              .filter((member) => marks[member.id])
              .map((member) => ({ school: member.id, mark: marks[member.id]!, releaseCost: costs[member.id] || null })),
      confirmed,
    } as unknown as RecordMeeting;
    const checked = check(recordMeetingSchema, payload);
    setRefusal(null);
    if ('problems' in checked) return fail(checked.problems);
    setProblems([]);
    running.run(
      () => call('recordMeeting', payload),
      (answer) => {
        if (answer.ok) setDone(answer);
        else if (answer.problems) fail(answer.problems);
        else setRefusal(answer);
      },
    );
  };
  const fail = (found: FieldProblem[]) => {
    setProblems(found);
    setTimeout(() => (document.querySelector('[aria-invalid="true"], .wrong') as HTMLElement | null)?.focus(), 0);
  };

  if (done) {
    return (
      <>
        <Told kind="good" title={done.message}>
          <dl>
            <dt>Counted</dt>
            <dd>
              {done.counted} this year: {done.status}
            </dd>
            <dt>Pace</dt>
            <dd>{done.pace}</dd>
            {done.afterSchool > 0 && (
              <>
                <dt>After school</dt>
                <dd>{done.afterSchool} (not counted)</dd>
              </>
            )}
          </dl>
          <Findings findings={done.findings} />
        </Told>
        <div class="actions">
          <button
            type="button"
            class="main"
            onClick={() => {
              setToken(newToken());
              setDone(null);
              setMeeting('');
              setMarks({});
              setCosts({});
              reload();
            }}
          >
            Record another
          </button>
        </div>
        <Signed me={form.me} />
      </>
    );
  }

  const wrong = (field: string) => problemAt(problems, field);
  const marked = members.filter((member) => marks[member.id]).length;
  const general = problems.filter((problem) => problem.field === '' || problem.field === 'token');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <Unread text={form.unread} />
      <SelectField
        label="Cluster"
        value={cluster}
        onChange={(id) => {
          setCluster(id);
          setMeeting('');
          setMarks({});
        }}
        options={form.clusters}
        blank="Pick a cluster"
        wrong={wrong('cluster')}
      />
      <Segments
        label="Was it held?"
        hidden={false}
        value={status}
        onChange={setStatus}
        options={[
          { value: 'Held', label: 'It was held' },
          { value: 'Planned', label: 'It is planned' },
        ]}
      />
      {status === 'Held' && planned.length > 0 && (
        <SelectField
          label="Planned meeting"
          optional
          hint="Pick it if this meeting was in the diary; the rest fills itself in."
          value={meeting}
          onChange={pick}
          blank="Not in the diary"
          options={planned.map((entry) => ({
            id: entry.id,
            name: `${dateText(entry.date)}${entry.purpose ? `, ${entry.purpose}` : ''}`,
          }))}
        />
      )}
      <TextField label="Date" type="date" value={date} onChange={setDate} wrong={wrong('date')} />
      <div class="row">
        <TextField label="Start" optional type="time" value={start} onChange={setStart} wrong={wrong('start')} />
        <TextField label="End" optional type="time" value={end} onChange={setEnd} wrong={wrong('end')} />
      </div>
      <Segments
        label="When in the day"
        value={hours}
        onChange={setHours}
        options={[
          { value: 'in', label: 'In school hours' },
          { value: 'after', label: 'After school' },
        ]}
        hint="Only meetings in school hours count towards the yearly minimum."
        wrong={wrong('inSchoolHours')}
      />
      <SelectField
        label="Kind"
        value={kind}
        onChange={(value) => setKind(value as MeetingKind)}
        options={form.kinds.map((name) => ({ id: name, name }))}
        wrong={wrong('kind')}
      />
      {status === 'Held' && cluster !== '' && (
        <section aria-labelledby="who">
          <h2 id="who">Who came</h2>
          <p class="hint">
            The {members.length} schools that were members on {dateText(date || form.today)}. {marked} marked.
          </p>
          {members.length > 0 && (
            <button
              type="button"
              onClick={() =>
                setMarks(Object.fromEntries(members.map((member) => [member.id, marks[member.id] ?? 'Present'])))
              }
            >
              Everyone came
            </button>
          )}
          {members.map((member, index) => (
            <div class="school" key={member.id}>
              <div class="name" aria-hidden="true">
                {member.name}
              </div>
              <Segments
                label={member.name}
                hidden
                tiny
                value={marks[member.id] ?? null}
                onChange={(mark) => setMarks({ ...marks, [member.id]: mark })}
                options={form.marks.map((mark) => ({ value: mark, label: SHORT[mark] }))}
                wrong={
                  problems.find(
                    (problem) => problem.field.startsWith(`attendance.${index}`) && marked === members.length,
                  )?.message
                }
              />
            </div>
          ))}
          {problems.some((problem) => problem.field.startsWith('attendance')) && (
            <p class="wrong" tabIndex={-1}>
              {problems.find((problem) => problem.field.startsWith('attendance'))!.message}
            </p>
          )}
          {marked > 0 && hours === 'in' && (
            <details>
              <summary>What release cost ({form.mostPerHalfDay} each if left blank)</summary>
              {members
                .filter((member) => marks[member.id] === 'Present' || marks[member.id] === 'Substitute')
                .map((member) => (
                  <MoneyField
                    key={member.id}
                    label={member.name}
                    value={costs[member.id] ?? ''}
                    onChange={(value) => setCosts({ ...costs, [member.id]: value })}
                  />
                ))}
            </details>
          )}
        </section>
      )}
      <h2>Details</h2>
      <TextField label="Held at" optional value={heldAt} onChange={setHeldAt} wrong={wrong('heldAt')} />
      <TextField label="Purpose" optional value={purpose} onChange={setPurpose} wrong={wrong('purpose')} />
      <LongField label="Note" optional value={note} onChange={setNote} wrong={wrong('note')} />
      {problems.length > 0 && (
        <div class="box stop" role="alert">
          <h3>
            {problems.length === 1 ? 'One thing needs your attention' : `${problems.length} things need your attention`}
          </h3>
          {(general.length > 0 ? general : problems).slice(0, 4).map((problem) => (
            <p key={problem.field}>{problem.message}</p>
          ))}
        </div>
      )}
      {refusal && <Refused refusal={refusal} onConfirm={() => send(true)} confirmLabel="Record it all the same" />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        <button type="submit" class="main" disabled={running.busy}>
          {status === 'Held' ? 'Record the meeting' : 'Plan the meeting'}
        </button>
      </div>
      <Signed me={form.me} />
    </form>
  );
}

show(
  <Loaded title="Record a meeting" load={() => call('meetingForm')}>
    {(form, reload) => <Page form={form} reload={reload} />}
  </Loaded>,
);
