import type { MatterForm, Named } from '../../../actions/answers';
import { FUNDING_STANDS } from '../../../rules/basics/words';
import { LongField, MoneyField, SelectField, TextField, type TypedFieldProps } from '../field';
import { membersOn } from '../members-on';
import { Ticks } from '../tick';
import type { Form } from '../use-form';
import { type AskDraft, type Known, NEW_SESSION, onlyPot } from './ask-draft';
import { NewSession } from './new-session';

interface MatterFieldProps {
  field: MatterForm['fields'][number];
  matter: MatterForm;
  known: Known;
  form: Form<AskDraft>;
}

/** One of the fields that a matter has and others have not. */
export function MatterField({ field, matter, known, form }: MatterFieldProps) {
  const { values, set, wrong } = form;
  const { name, label, help: hint, required } = field;
  const described = { label, hint, optional: !required, wrong: wrong(name) };
  switch (name) {
    case 'school':
      return (
        <SelectField
          {...described}
          value={values.school}
          onChange={set('school')}
          options={schoolsFor(matter, known, values.cluster)}
          blank="Pick a school"
        />
      );
    case 'pot':
      return <PotField {...described} matter={matter} value={values.pot} onChange={set('pot')} />;
    case 'amount':
      return <MoneyField {...described} value={values.amount} onChange={set('amount')} />;
    case 'payee':
      return <TextField {...described} value={values.payee} onChange={set('payee')} />;
    case 'wantedOn':
    case 'committedOn':
      return <TextField {...described} type="date" value={values[name]} onChange={set(name)} />;
    case 'schoolsAgreeing':
      return <Agreeing label={label} hint={hint} known={known} form={form} />;
    case 'session':
      return (
        <>
          <SelectField
            {...described}
            value={values.session}
            onChange={set('session')}
            options={sessionsFor(known, values.cluster)}
            blank="Pick a session"
          />
          {values.session === NEW_SESSION && (
            <NewSession
              session={values.newSession}
              onChange={set('newSession')}
              otherClusters={known.clusters.filter(({ id }) => id !== values.cluster)}
              wrong={wrong}
            />
          )}
        </>
      );
    case 'resource':
      return <TextField {...described} value={values.resource} onChange={set('resource')} />;
    case 'stands':
      return (
        <SelectField
          {...described}
          value={values.stands}
          onChange={set('stands')}
          options={FUNDING_STANDS.map((name) => ({ id: name, name }))}
          blank="Pick one"
        />
      );
    case 'note':
      return <LongField {...described} value={values.note} onChange={set('note')} />;
  }
}

/** Which schools agree: one's own, those of a meeting that the lead names, and those that agreed before. Rule S8. */
function Agreeing({ label, hint, known, form }: { label: string; hint: string; known: Known; form: Form<AskDraft> }) {
  const { values, set, wrong } = form;
  const { ownSchools, meetings } = known.agreement;
  const held = meetings.filter(({ cluster }) => cluster === values.cluster);
  const present = held.find(({ id }) => id === values.agreedAt)?.present ?? [];
  const offered = new Set([...ownSchools, ...present, ...values.schoolsAgreeing]);
  return (
    <>
      {held.length > 0 && (
        <SelectField
          label="Agreed at the meeting"
          hint="Only if the schools agreed there: those that came can be ticked."
          optional
          value={values.agreedAt}
          onChange={set('agreedAt')}
          options={held.map(({ id, label: name }) => ({ id, name }))}
          blank="At none"
          wrong={wrong('agreedAt')}
        />
      )}
      <Ticks
        label={label}
        hint={hint}
        options={membersOn(known.members, values.cluster, known.today).filter(({ id }) => offered.has(id))}
        chosen={values.schoolsAgreeing}
        onChange={set('schoolsAgreeing')}
        wrong={wrong('schoolsAgreeing')}
      />
    </>
  );
}

function PotField({ matter, ...field }: TypedFieldProps & { matter: MatterForm }) {
  const only = onlyPot(matter);
  if (only) return <p class="soft">Paid from the {only.toLowerCase()}.</p>;
  return <SelectField {...field} options={matter.pots.map((name) => ({ id: name, name }))} blank="No pot" />;
}

function schoolsFor(matter: MatterForm, known: Known, cluster: string): Named[] {
  return matter.isAboutAnotherSchool ? known.schools : membersOn(known.members, cluster, known.today);
}

function sessionsFor({ sessions }: Known, cluster: string): Named[] {
  const listed = sessions.filter(({ clusters }) => clusters.includes(cluster));
  return [...listed.map(({ id, label }) => ({ id, name: label })), { id: NEW_SESSION, name: 'A new session…' }];
}
