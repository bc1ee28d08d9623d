import { useEffect } from 'preact/hooks';
import type { PeopleForm, PersonPreview } from '../../actions/answers';
import type { Role } from '../../rules/basics/words';
import { SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { Segments } from '../parts/segments';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Unread } from '../parts/unread';
import { type Form, useForm } from '../parts/use-form';
import { usePreview } from '../parts/use-preview';
import { EffectList, Verdict } from '../parts/verdict';
import { call } from '../server';

type Known = Extract<PeopleForm, { ok: true }>;
type Act = 'add' | 'end' | 'move' | 'stand in';

interface PersonDraft {
  act: Act;
  row: string;
  name: string;
  email: string;
  role: Role;
  cluster: string;
  school: string;
  from: string;
  to: string;
}

const BLANK = { row: '', name: '', email: '', role: 'Science lead' as Role, cluster: '', school: '', from: '', to: '' };

const personOf = ({ role, ...draft }: PersonDraft): object => ({
  ...Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, value === '' ? null : value])),
  ...{ role, name: draft.name, email: draft.email },
});

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm((): PersonDraft => ({ act: 'add', ...BLANK }), {
    send: (payload) => call('savePerson', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, change } = form;
  const { act } = values;
  const person = personOf(values);
  const body = JSON.stringify({ token: form.token, ...person });
  const preview = usePreview((payload) => call('previewPerson', payload), isComplete(values) ? body : null);
  useEffect(form.forgetRefusal, [body]);
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart(BLANK);
            reload();
          }}
        >
          Change something else
        </button>
      </RecordedBox>
    );
  }
  return (
    <>
      <p class="soft">You say who does what. They are known by the Google account they sign in with.</p>
      <Unread text={known.unread} />
      <SentForm form={form} send={() => form.send(person)} submit={SAVE[act]}>
        <WhatItDoes preview={preview} />
        <Segments
          label="What is it?"
          value={act}
          onChange={(next) => change({ ...BLANK, act: next, from: next === 'add' ? '' : known.today })}
          options={[
            { value: 'add', label: 'Add' },
            { value: 'end', label: 'End' },
            { value: 'move', label: 'Move' },
            { value: 'stand in', label: 'Stand in' },
          ]}
        />
        {act !== 'add' && <WhoField known={known} form={form} />}
        {(act === 'add' || act === 'stand in') && <NameFields form={form} />}
        {(act === 'add' || act === 'move') && <PlaceFields known={known} form={form} />}
        <DayFields form={form} />
      </SentForm>
      <Everybody known={known} />
      <Signed me={known.me} />
    </>
  );
}

/** Whether enough is typed to say what it would do. */
const isComplete = ({ act, row, name, email, from, to }: PersonDraft): boolean => {
  const isNamed = name !== '' && email !== '';
  if (act === 'add') return isNamed;
  if (act === 'end') return row !== '' && to !== '';
  return row !== '' && from !== '' && (act === 'move' || (isNamed && to !== ''));
};

/** What the person may do then and not any more, and whom it waits for. */
function WhatItDoes({ preview }: { preview: Extract<PersonPreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="What they may do then shows here once it is filled in." />;
  const { severity, sentence, waits, gains, loses, never } = preview;
  const isNothing = severity !== 'stop' && gains.length + loses.length === 0;
  return (
    <Verdict kind={severity} title={sentence} pot={waits || undefined}>
      {gains.length > 0 && <h3>{waits ? 'What they may do once it is confirmed' : 'What they may do then'}</h3>}
      <EffectList>{[...gains, ...(never ? [never] : [])]}</EffectList>
      {loses.length > 0 && <h3>What they may not do any more</h3>}
      <EffectList>{loses}</EffectList>
      {isNothing && <p>It changes nothing of what they may do.</p>}
    </Verdict>
  );
}

const SAVE: Record<Act, string> = {
  add: 'Add this person',
  end: 'End it',
  move: 'Move this person',
  'stand in': 'Let them stand in',
};

function WhoField({ known, form }: { known: Known; form: Form<PersonDraft> }) {
  const { values, change, wrong } = form;
  const people = known.people.filter(({ decides }) => values.act !== 'stand in' || decides);
  const pick = (id: string) => {
    const { cluster = '', school = '', role = values.role } = people.find((person) => person.id === id) ?? {};
    change({ row: id, ...(values.act === 'move' ? { cluster, school, role } : {}) });
  };
  return (
    <SelectField
      label={values.act === 'stand in' ? 'In whose place' : 'Who'}
      value={values.row}
      onChange={pick}
      options={people.map(({ id, name, does }) => ({ id, name: `${name}: ${does}` }))}
      blank="Pick a person"
      wrong={wrong('row')}
    />
  );
}

function NameFields({ form: { values, set, wrong } }: { form: Form<PersonDraft> }) {
  return (
    <>
      <TextField label="Name" value={values.name} onChange={set('name')} wrong={wrong('name')} />
      <TextField label="E-mail" type="email" value={values.email} onChange={set('email')} wrong={wrong('email')} />
    </>
  );
}

function PlaceFields({ known, form: { values, set, wrong } }: { known: Known; form: Form<PersonDraft> }) {
  return (
    <>
      {values.act === 'add' && (
        <SelectField
          label="Role"
          value={values.role}
          onChange={(role) => set('role')(role as Role)}
          options={known.roles.map((name) => ({ id: name, name: ROLE_WORDS[name] ?? name }))}
          wrong={wrong('role')}
        />
      )}
      <SelectField
        label="Cluster"
        optional={values.role !== 'Cluster lead'}
        value={values.cluster}
        onChange={set('cluster')}
        options={known.clusters}
        blank="None"
        wrong={wrong('cluster')}
      />
      <SelectField
        label="School"
        optional={values.role !== 'Science lead'}
        value={values.school}
        onChange={set('school')}
        options={known.schools}
        blank="None"
        wrong={wrong('school')}
      />
    </>
  );
}

const ROLE_WORDS: Partial<Record<Role, string>> = { Finance: 'Finance (bursar)' };

function DayFields({ form: { values, set, wrong } }: { form: Form<PersonDraft> }) {
  const { act } = values;
  const isNew = act === 'add';
  return (
    <>
      {act !== 'end' && (
        <TextField
          label="First day"
          type="date"
          optional={isNew}
          hint={isNew ? 'Blank: from the beginning.' : undefined}
          value={values.from}
          onChange={set('from')}
          wrong={wrong('from')}
        />
      )}
      {act !== 'move' && (
        <TextField
          label="Last day"
          type="date"
          optional={isNew}
          hint={isNew ? 'Blank: until further notice.' : undefined}
          value={values.to}
          onChange={set('to')}
          wrong={wrong('to')}
        />
      )}
    </>
  );
}

function Everybody({ known }: { known: Known }) {
  return (
    <details>
      <summary>{known.people.length} people today</summary>
      <ul class="plain">
        {known.people.map(({ id, name, does }) => (
          <li key={id}>
            <b>{name}</b>: {does}
          </li>
        ))}
      </ul>
    </details>
  );
}

show(
  <Loaded title="People" load={() => call('peopleForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
