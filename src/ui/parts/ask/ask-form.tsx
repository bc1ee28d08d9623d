import { useEffect } from 'preact/hooks';
import type { Asked, EditedRequest, MatterForm } from '../../../actions/answers';
import type { Matter } from '../../../rules/basics/words';
import { call } from '../../server';
import { LongField, SelectField } from '../field';
import { Findings } from '../findings';
import { Flag } from '../flag';
import { membersOn } from '../members-on';
import { SentForm } from '../sent-form';
import { Signed } from '../signed';
import { Ticks } from '../tick';
import { Told } from '../told';
import { type Form, useForm } from '../use-form';
import { usePreview } from '../use-preview';
import { type AskDraft, blankDraft, draftOf, isComplete, type Known, requestOf } from './ask-draft';
import { MatterField } from './matter-field';
import { WhatTheRulesSay } from './what-the-rules-say';

/** Asks for something, or changes what was asked; shows what the rules say while it is typed. */
export function AskForm({ known, onDone }: { known: Known; onDone: () => void }) {
  const form = useForm(() => draftOf(known), {
    send: (payload) => call('askRequest', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values } = form;
  const agreesOnly = known.editing?.agreesOnly ?? false;
  const matter = known.matters.find((entry) => entry.matter === values.matter) ?? null;
  const pot = known.pots.find((one) => one.cluster === values.cluster && one.pot === (values.pot || matter?.pots[0]));
  const request = { request: known.editing?.id ?? null, ...requestOf(values, matter) };
  const body = JSON.stringify({ token: form.token, ...request, confirmed: false });
  const preview = usePreview((payload) => call('previewRequest', payload), isComplete(values, matter) ? body : null);
  useEffect(form.forgetRefusal, [body]);
  const send = (confirmed: boolean) => form.send({ ...request, confirmed });
  const next = () => {
    form.restart(blankDraft(values.cluster));
    onDone();
  };

  if (form.done) return <AskedBox asked={form.done} known={known} onNext={next} />;
  return (
    <>
      <SentForm
        form={form}
        send={send}
        submit={agreesOnly ? 'Save' : known.editing ? 'Save the changes' : 'Send'}
        doing="Sending…"
        confirmLabel="Send it all the same"
        ready={matter !== null}
        beside={
          known.editing && (
            <button type="button" onClick={onDone}>
              Back
            </button>
          )
        }
      >
        {known.editing && <WhatChangingMeans request={known.editing} />}
        {!agreesOnly && (
          <SelectField
            label="What is it about?"
            value={values.matter}
            onChange={(name) => form.set('matter')(name as Matter)}
            options={known.matters.map((entry) => ({ id: entry.matter, name: entry.matter }))}
            blank="Pick one"
            wrong={form.wrong('matter')}
          />
        )}
        {matter && (
          <>
            <WhatTheRulesSay preview={preview} pot={pot?.says} />
            {agreesOnly ? (
              <OwnSchools known={known} form={form} />
            ) : (
              <MatterFields matter={matter} known={known} form={form} />
            )}
          </>
        )}
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

interface MatterFieldsProps {
  matter: MatterForm;
  known: Known;
  form: Form<AskDraft>;
}

/** What a matter is, and all that is asked about it. */
function MatterFields({ matter, known, form }: MatterFieldsProps) {
  const { values, set, wrong } = form;
  return (
    <>
      <div class="box note">
        <p>{matter.help}</p>
      </div>
      <SelectField
        label="Cluster"
        value={values.cluster}
        onChange={set('cluster')}
        options={known.clusters}
        blank="Pick a cluster"
        wrong={wrong('cluster')}
      />
      <LongField
        label={matter.purposeLabel}
        value={values.purpose}
        onChange={set('purpose')}
        wrong={wrong('purpose')}
      />
      {matter.fields.map((field) => (
        <MatterField key={field.name} field={field} matter={matter} known={known} form={form} />
      ))}
    </>
  );
}

function WhatChangingMeans({ request }: { request: EditedRequest }) {
  const { id, flag, state, means, agreesOnly } = request;
  return (
    <div class="box note">
      <p>
        {id}: <Flag text={flag} state={state} />
      </p>
      {means && <p>{means}</p>}
      {agreesOnly ? (
        <WhatIsAgreed request={request} />
      ) : (
        <p>
          Changing what was decided (a higher amount, who is paid, what for, the date) needs a new decision. Notes and a
          lower amount do not.
        </p>
      )}
    </div>
  );
}

/** What somebody of a school reads before they say that it agrees. */
function WhatIsAgreed({ request: { matter, amount, payee, purpose } }: { request: EditedRequest }) {
  return (
    <>
      <p class="wrap">{purpose}</p>
      <p>
        {matter}
        {amount !== null && `, £${amount}`}
        {payee !== '' && `, paid to ${payee}`}
      </p>
    </>
  );
}

/** The ticks of the schools that somebody speaks for. Rule S8. */
function OwnSchools({ known, form: { values, set, wrong } }: { known: Known; form: Form<AskDraft> }) {
  const members = membersOn(known.members, values.cluster, known.today);
  return (
    <Ticks
      label="Agrees to it"
      hint="Tick your school, or take the tick out if it does not agree any more."
      options={members.filter(({ id }) => known.agreement.ownSchools.includes(id))}
      chosen={values.schoolsAgreeing}
      onChange={set('schoolsAgreeing')}
      wrong={wrong('schoolsAgreeing')}
    />
  );
}

interface AskedBoxProps {
  asked: Extract<Asked, { ok: true }>;
  known: Known;
  onNext: () => void;
}

/** That it was sent, and what the rules say of it. */
function AskedBox({ asked, known, onNext }: AskedBoxProps) {
  return (
    <>
      <Told kind="good" title={asked.message}>
        <Findings findings={asked.findings} />
      </Told>
      <div class="actions">
        <button type="button" class="main" onClick={onNext}>
          {known.editing ? 'Back to my requests' : 'Ask for something else'}
        </button>
      </div>
      <Signed me={known.me} />
    </>
  );
}
