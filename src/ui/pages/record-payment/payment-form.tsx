import { useEffect } from 'preact/hooks';
import type { PaymentChoice, PaymentFields, PaymentPreview } from '../../../actions/answers';
import { andMore } from '../../../rules/basics/long-lists';
import type { Pot } from '../../../rules/basics/words';
import { capital } from '../../../rules/basics/words';
import { LongField, MoneyField, SelectField, TextField } from '../../parts/field';
import { RecordedBox } from '../../parts/recorded-box';
import { SentForm } from '../../parts/sent-form';
import { Signed } from '../../parts/signed';
import { Tick } from '../../parts/tick';
import { Unread } from '../../parts/unread';
import { type Form, useForm } from '../../parts/use-form';
import { usePreview } from '../../parts/use-preview';
import { PotLine, Verdict } from '../../parts/verdict';
import { call } from '../../server';
import { choiceOf, draftOf, filledBy, isByHand, isComplete, type Known, paymentOf } from './payment-draft';

/** Records a payment or income, or corrects a line of the ledger. */
export function PaymentFormPage({ known, onDone }: { known: Known; onDone: () => void }) {
  const form = useForm(() => draftOf(known), {
    send: (payload) => call('recordPayment', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values } = form;
  const choice = choiceOf(known, values);
  const payment = paymentOf(values, known);
  const body = JSON.stringify({ token: form.token, ...payment });
  const preview = usePreview((payload) => call('previewPayment', payload), isComplete(values, choice) ? body : null);
  useEffect(form.forgetRefusal, [body]);
  const send = (confirmed: boolean) => form.send({ ...payment, confirmed });
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart(draftOf({ ...known, editing: null }));
            onDone();
          }}
        >
          Record another
        </button>
      </RecordedBox>
    );
  }
  return (
    <>
      <SentForm
        form={form}
        send={send}
        submit={
          known.editing
            ? 'Save the correction'
            : choice?.direction === 'In'
              ? 'Record the income'
              : 'Record the payment'
        }
        beside={
          known.editing && (
            <button type="button" onClick={onDone}>
              Back
            </button>
          )
        }
      >
        {known.editing ? (
          <p class="soft wrap">It says now: {known.editing.shown}</p>
        ) : (
          <p class="soft">{known.yours}</p>
        )}
        <Unread text={known.unread} />
        <WhatTheRulesSay preview={preview} />
        <SelectField
          label="What is it for?"
          value={values.for}
          onChange={(id) => form.change(filledBy(known, values, id))}
          options={known.choices.map(({ id, group, label }) => ({ id, group, name: label }))}
          hint={
            known.more > 0
              ? `${capital(andMore(known.more, 'record some of these first, and they are listed'))}.`
              : undefined
          }
          blank="Pick one"
          wrong={form.wrong('for')}
        />
        {choice && <Fields known={known} form={form} choice={choice} />}
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

const TITLES = {
  good: 'This can be recorded',
  note: 'This can be recorded',
  warn: 'Look at this first',
  stop: 'This cannot be recorded',
} as const;

function WhatTheRulesSay({ preview }: { preview: Extract<PaymentPreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="The rules and the pot show here once it is filled in." />;
  const { severity, sentence, pot, findings, filled } = preview;
  return (
    <Verdict
      kind={severity}
      title={TITLES[severity]}
      pot={<PotLine pot={pot} />}
      sentence={`${sentence}.`}
      findings={findings}
    >
      <details>
        <summary>What is filled in for you</summary>
        <dl>
          {filled.map(({ label, value }) => (
            <>
              <dt key={label}>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </details>
    </Verdict>
  );
}

interface FieldsProps {
  known: Known;
  form: Form<PaymentFields>;
  choice: PaymentChoice;
}

function Fields({ known, form, choice }: FieldsProps) {
  const { values, set, wrong } = form;
  const isOut = choice.direction === 'Out';
  return (
    <>
      {isByHand(choice) && <WhichPot known={known} form={form} choice={choice} />}
      <TextField
        type="date"
        label={isOut ? 'Paid on' : 'Came in on'}
        value={values.date}
        onChange={set('date')}
        wrong={wrong('date')}
      />
      <div class="row">
        <MoneyField label="Without VAT" value={values.net} onChange={set('net')} wrong={wrong('net')} />
        <MoneyField label="VAT" optional value={values.vat} onChange={set('vat')} wrong={wrong('vat')} />
      </div>
      <TextField
        label={isOut ? 'Paid to' : 'From'}
        optional
        value={values.payee}
        onChange={set('payee')}
        wrong={wrong('payee')}
      />
      {isOut && !isByHand(choice) && (
        <Tick
          label="This is the last payment for it: what is not used is free again"
          checked={values.finalClaim}
          onChange={set('finalClaim')}
        />
      )}
      <TextField
        label="Evidence"
        hint="Such as the number of the invoice."
        optional
        value={values.evidence}
        onChange={set('evidence')}
        wrong={wrong('evidence')}
      />
      {choice.categories.length > 1 && (
        <SelectField
          label="Booked as"
          value={values.category}
          onChange={set('category')}
          options={choice.categories.map((name) => ({ id: name, name }))}
          wrong={wrong('category')}
        />
      )}
      {values.category === 'PSQM' && <School known={known} form={form} />}
      <LongField label="Note" optional value={values.note} onChange={set('note')} wrong={wrong('note')} />
    </>
  );
}

/** Of money that no request, session or entitlement says it of. */
function WhichPot({ known, form: { values, set, change, wrong }, choice }: FieldsProps) {
  const { direction } = choice;
  const booked = known.categories.find(({ pot }) => pot === values.pot)?.[direction] ?? [];
  return (
    <>
      {known.clusters.length > 1 && (
        <SelectField
          label="Cluster"
          value={values.cluster}
          onChange={set('cluster')}
          options={known.clusters}
          wrong={wrong('cluster')}
        />
      )}
      <SelectField
        label="Pot"
        value={values.pot}
        onChange={(pot) => change({ pot: pot as Pot, category: '' })}
        options={known.categories.map(({ pot }) => ({ id: pot, name: pot }))}
        blank="Pick a pot"
        wrong={wrong('pot')}
      />
      <SelectField
        label="Booked as"
        value={values.category}
        onChange={set('category')}
        options={booked.map((name) => ({ id: name, name }))}
        blank={values.pot === '' ? 'Pick a pot first' : 'Pick one'}
        wrong={wrong('category')}
      />
    </>
  );
}

function School({ known, form: { values, set, wrong } }: Omit<FieldsProps, 'choice'>) {
  return (
    <SelectField
      label="School"
      value={values.school}
      onChange={set('school')}
      options={known.schools}
      blank="Pick a school"
      wrong={wrong('school')}
    />
  );
}
