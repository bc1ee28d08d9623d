import { useEffect, useRef, useState } from 'preact/hooks';
import type { Asked, AskForm as AskFormAnswer, AskPreview, Refusal } from '../../actions/answers';
import { askSchema } from '../../actions/schemas/ask';
import type { FieldProblem } from '../../actions/schemas/parts';
import { check } from '../../actions/schemas/parts';
import type { Matter } from '../../rules/basics/words';
import { call, newToken } from '../server';
import { LongField, MoneyField, problemAt, Segments, SelectField, TextField, Tick, Ticks, Told } from './form';
import { CallState, Findings, Flag, Refused, Signed, Unread, useCall } from './page';

type Form = Extract<AskFormAnswer, { ok: true }>;
type Sent = Extract<Asked, { ok: true }>;
type Preview = Extract<AskPreview, { ok: true }>;

const EMPTY = {
  school: '',
  pot: '',
  amount: '',
  payee: '',
  purpose: '',
  wantedOn: '',
  committedOn: '',
  session: '',
  note: '',
};
const EMPTY_SESSION = {
  date: '',
  provider: '',
  fellow: false,
  vatRegistered: '' as '' | 'yes' | 'no',
  netFee: '',
  clusters: [] as string[],
};

/** Asks for something, or changes what was asked; shows what the rules say while it is typed. */
export function AskForm({ form, onDone }: { form: Form; onDone: (sent: Sent | null) => void }) {
  const editing = form.editing as
    | (typeof EMPTY & { id: string; flag: string; matter: Matter; cluster: string; schoolsAgreeing: string[] })
    | null;
  const [token, setToken] = useState(newToken);
  const [matter, setMatter] = useState<Matter | ''>(editing?.matter ?? '');
  const [cluster, setCluster] = useState(editing?.cluster ?? form.myCluster ?? '');
  const [values, setValues] = useState<typeof EMPTY>({ ...EMPTY, ...strings(editing) });
  const [agreeing, setAgreeing] = useState<string[]>(editing?.schoolsAgreeing ?? []);
  const [fresh, setFresh] = useState(EMPTY_SESSION);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const running = useCall();
  const spec = form.matters.find((entry) => entry.matter === matter) ?? null;
  const asks = (name: string) => spec?.fields.some((field) => field.name === name) ?? false;
  const newSession = asks('session') && values.session === 'new';

  const payload = (confirmed: boolean) => ({
    token,
    request: editing?.id ?? null,
    matter,
    cluster,
    school: values.school || null,
    pot:
      values.pot ||
      (spec && spec.pots.length === 1 && asks('pot') && spec.fields.find((field) => field.name === 'pot')!.required
        ? spec.pots[0]
        : null),
    amount: values.amount || null,
    payee: values.payee,
    purpose: values.purpose,
    wantedOn: values.wantedOn || null,
    committedOn: values.committedOn || null,
    schoolsAgreeing: agreeing,
    session: newSession ? null : values.session || null,
    newSession: newSession
      ? {
          ...fresh,
          vatRegistered: fresh.vatRegistered === '' ? undefined : fresh.vatRegistered === 'yes',
          clusters: [...new Set([cluster, ...fresh.clusters])],
        }
      : null,
    note: values.note,
    confirmed,
  });

  const previewNumber = useRef(0);
  const body = JSON.stringify(payload(false));
  useEffect(() => {
    setRefusal(null);
    const own = ++previewNumber.current;
    if (!('value' in check(askSchema, JSON.parse(body)))) {
      setPreview(null);
      return;
    }
    const timer = setTimeout(() => {
      call('previewRequest', JSON.parse(body))
        .then((answer) => own === previewNumber.current && setPreview(answer.ok ? answer : null))
        .catch(() => own === previewNumber.current && setPreview(null)); // the preview is a courtesy; sending says what is wrong
    }, 500);
    return () => clearTimeout(timer);
  }, [body]);

  const fail = (found: FieldProblem[]) => {
    setProblems(found);
    setTimeout(() => (document.querySelector('[aria-invalid="true"]') as HTMLElement | null)?.focus(), 0);
  };
  const send = (confirmed: boolean) => {
    const checked = check(askSchema, payload(confirmed));
    setRefusal(null);
    if ('problems' in checked) return fail(checked.problems);
    setProblems([]);
    running.run(
      () => call('askRequest', payload(confirmed)),
      (answer) => {
        if (answer.ok) setSent(answer);
        else if (answer.problems) fail(answer.problems);
        else setRefusal(answer);
      },
    );
  };

  if (sent) {
    return (
      <>
        <Told kind="good" title={sent.message}>
          <Findings findings={sent.findings} />
        </Told>
        <div class="actions">
          <button
            type="button"
            class="main"
            onClick={() => {
              setToken(newToken());
              setSent(null);
              setMatter('');
              setValues(EMPTY);
              setAgreeing([]);
              setFresh(EMPTY_SESSION);
              onDone(sent);
            }}
          >
            {editing ? 'Back to my requests' : 'Ask for something else'}
          </button>
        </div>
        <Signed me={form.me} />
      </>
    );
  }

  const set = (name: keyof typeof EMPTY) => (value: string) => setValues({ ...values, [name]: value });
  const wrong = (field: string) => problemAt(problems, field);
  const today = form.today;
  const members = form.members
    .filter(
      (member) => member.cluster === cluster && member.from <= today && (member.to === null || member.to >= today),
    )
    .map((member) => ({ id: member.school, name: member.schoolName }));
  const outside = matter === 'Add a school' || matter === 'Replace a school';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      {editing && (
        <div class="box note">
          <p>
            {editing.id} is <Flag text={editing.flag} />
          </p>
          <p>
            Changing what was decided (a higher amount, who is paid, what for, the date) needs a new decision. Notes and
            a lower amount do not.
          </p>
        </div>
      )}
      <SelectField
        label="What is it about?"
        value={matter}
        onChange={(value) => setMatter(value as Matter)}
        options={form.matters.map((entry) => ({ id: entry.matter, name: entry.matter }))}
        blank="Pick one"
        wrong={wrong('matter')}
      />
      {spec && (
        <div class="box note">
          <p>{spec.help}</p>
        </div>
      )}
      {spec && (
        <>
          <SelectField
            label="Cluster"
            value={cluster}
            onChange={setCluster}
            options={form.clusters}
            blank="Pick a cluster"
            wrong={wrong('cluster')}
          />
          <LongField
            label={spec.purposeLabel}
            value={values.purpose}
            onChange={set('purpose')}
            wrong={wrong('purpose')}
          />
          {spec.fields.map((field) => {
            const common = {
              label: field.label,
              hint: field.help,
              optional: !field.required,
              wrong: wrong(field.name),
            };
            switch (field.name) {
              case 'school':
                return (
                  <SelectField
                    key="school"
                    {...common}
                    value={values.school}
                    onChange={set('school')}
                    options={outside ? form.schools : members}
                    blank="Pick a school"
                  />
                );
              case 'pot':
                return spec.pots.length === 1 && field.required ? (
                  <p key="pot" class="soft">
                    Paid from the {spec.pots[0]!.toLowerCase()}.
                  </p>
                ) : (
                  <SelectField
                    key="pot"
                    {...common}
                    value={values.pot}
                    onChange={set('pot')}
                    options={spec.pots.map((name) => ({ id: name, name }))}
                    blank="No pot"
                  />
                );
              case 'amount':
                return <MoneyField key="amount" {...common} value={values.amount} onChange={set('amount')} />;
              case 'payee':
                return <TextField key="payee" {...common} value={values.payee} onChange={set('payee')} />;
              case 'wantedOn':
              case 'committedOn':
                return (
                  <TextField
                    key={field.name}
                    {...common}
                    type="date"
                    value={values[field.name]}
                    onChange={set(field.name)}
                  />
                );
              case 'schoolsAgreeing':
                return (
                  <Ticks
                    key="agreeing"
                    label={field.label}
                    hint={field.help}
                    options={members}
                    chosen={agreeing}
                    onChange={setAgreeing}
                    wrong={common.wrong}
                  />
                );
              case 'session':
                return (
                  <SelectField
                    key="session"
                    {...common}
                    value={values.session}
                    onChange={set('session')}
                    options={[
                      ...form.sessions
                        .filter((session) => session.clusters.includes(cluster))
                        .map(({ id, label }) => ({ id, name: label })),
                      { id: 'new', name: 'A new session…' },
                    ]}
                    blank="Pick a session"
                  />
                );
              default:
                return <LongField key="note" {...common} value={values.note} onChange={set('note')} />;
            }
          })}
          {newSession && (
            <section class="box" aria-label="The new session">
              <TextField
                label="Provider"
                hint="It need not be a Fellow of the Trust."
                value={fresh.provider}
                onChange={(provider) => setFresh({ ...fresh, provider })}
                wrong={wrong('newSession.provider')}
              />
              <TextField
                label="Date of the session"
                type="date"
                value={fresh.date}
                onChange={(date) => setFresh({ ...fresh, date })}
                wrong={wrong('newSession.date')}
              />
              <MoneyField
                label="Fee without VAT"
                hint="The whole fee, whoever pays it."
                value={fresh.netFee}
                onChange={(netFee) => setFresh({ ...fresh, netFee })}
                wrong={wrong('newSession.netFee')}
              />
              <Segments
                label="Does the provider charge VAT?"
                value={fresh.vatRegistered === '' ? null : fresh.vatRegistered}
                onChange={(vatRegistered) => setFresh({ ...fresh, vatRegistered })}
                options={[
                  { value: 'yes', label: 'Yes' },
                  { value: 'no', label: 'No' },
                ]}
                wrong={wrong('newSession.vatRegistered')}
              />
              <Tick
                label="The provider is a Fellow"
                checked={fresh.fellow}
                onChange={(fellow) => setFresh({ ...fresh, fellow })}
              />
              <Ticks
                label="Other clusters that share it"
                options={form.clusters.filter(({ id }) => id !== cluster)}
                chosen={fresh.clusters}
                onChange={(clusters) => setFresh({ ...fresh, clusters })}
                wrong={wrong('newSession.clusters')}
              />
            </section>
          )}
          {preview && <WhatTheRulesSay preview={preview} />}
          {problems.length > 0 && (
            <div class="box stop" role="alert">
              <h3>
                {problems.length === 1
                  ? 'One thing needs your attention'
                  : `${problems.length} things need your attention`}
              </h3>
              {problems.slice(0, 4).map((problem) => (
                <p key={problem.field}>{problem.message}</p>
              ))}
            </div>
          )}
          {refusal && <Refused refusal={refusal} onConfirm={() => send(true)} confirmLabel="Send it all the same" />}
          <CallState running={running} doing="Sending…" />
          <div class="actions">
            <button type="submit" class="main" disabled={running.busy}>
              {editing ? 'Save the changes' : 'Send'}
            </button>
            {editing && (
              <button type="button" onClick={() => onDone(null)}>
                Back
              </button>
            )}
          </div>
        </>
      )}
      <Signed me={form.me} />
    </form>
  );
}

function strings(editing: Record<string, unknown> | null): Partial<typeof EMPTY> {
  if (!editing) return {};
  return Object.fromEntries(Object.keys(EMPTY).map((key) => [key, String(editing[key] ?? '')]));
}

function WhatTheRulesSay({ preview }: { preview: Preview }) {
  return (
    <section class="box" aria-live="polite" aria-label="What the rules say">
      <h3>What the rules say</h3>
      <p>
        <Flag text={preview.flag} />
      </p>
      <p>{preview.sentence}</p>
      {preview.pot && <p class="soft">{preview.pot}.</p>}
      <Unread text={preview.unread} />
      <Findings findings={preview.findings} />
      {preview.split && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>Who pays</th>
                <th class="sum">Net</th>
                <th class="sum">VAT</th>
                <th class="sum">Total</th>
              </tr>
            </thead>
            <tbody>
              {preview.split.map((row) => (
                <tr key={row.part}>
                  <td>{row.part}</td>
                  <td class="sum">{row.net}</td>
                  <td class="sum">{row.vat}</td>
                  <td class="sum">{row.gross}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.assumes && <p class="soft small">This {preview.assumes}.</p>}
    </section>
  );
}
