import type { FieldProblem } from '../../actions/schemas/parts';
import { LongField, TextField } from '../parts/field';
import { FormState } from '../parts/form-state';
import { Loaded } from '../parts/loaded';
import { membersOn } from '../parts/members-on';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Unread } from '../parts/unread';
import { type Form, useForm } from '../parts/use-form';
import { call } from '../server';
import { blankMeeting, type Known, type MeetingDraft, meetingOf } from './record-meeting/meeting-draft';
import { RecordedBox } from './record-meeting/recorded-box';
import { WhenItWas } from './record-meeting/when-it-was';
import { WhichMeeting } from './record-meeting/which-meeting';
import { WhoCame } from './record-meeting/who-came';

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => blankMeeting(known), {
    send: (payload) => call('recordMeeting', payload),
    firstWrong: '[aria-invalid="true"], .wrong',
    sentAs: { hours: 'inSchoolHours', marks: 'attendance', costs: 'attendance' },
  });
  const { values } = form;
  const isHeld = values.status === 'Held';
  const members = membersOn(known.members, values.cluster, values.date);
  const send = (confirmed: boolean) => form.send({ ...meetingOf(values, members), confirmed });
  const next = () => {
    form.restart({ meeting: '', marks: {}, costs: {} });
    reload();
  };

  if (form.done) {
    return (
      <>
        <RecordedBox recorded={form.done} />
        <div class="actions">
          <button type="button" class="main" onClick={next}>
            Record another
          </button>
        </div>
        <Signed me={known.me} />
      </>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <Unread text={known.unread} />
      <WhichMeeting known={known} form={form} />
      <WhenItWas form={form} kinds={known.kinds} />
      {isHeld && values.cluster !== '' && <WhoCame known={known} form={form} members={members} />}
      <Details form={form} />
      <FormState
        form={form}
        told={generalOrAll(form.problems)}
        doing="Saving…"
        onConfirm={() => send(true)}
        confirmLabel="Record it all the same"
      />
      <div class="actions">
        <button type="submit" class="main" disabled={form.running.busy}>
          {isHeld ? 'Record the meeting' : 'Plan the meeting'}
        </button>
      </div>
      <Signed me={known.me} />
    </form>
  );
}

function Details({ form: { values, set, wrong } }: { form: Form<MeetingDraft> }) {
  return (
    <>
      <h2>Details</h2>
      <TextField label="Held at" optional value={values.heldAt} onChange={set('heldAt')} wrong={wrong('heldAt')} />
      <TextField label="Purpose" optional value={values.purpose} onChange={set('purpose')} wrong={wrong('purpose')} />
      <LongField label="Note" optional value={values.note} onChange={set('note')} wrong={wrong('note')} />
    </>
  );
}

/** Those of no field, where there are any: nothing else on the page shows them. */
function generalOrAll(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const general = problems.filter(({ field }) => field === '' || field === 'token');
  return general.length > 0 ? general : problems;
}

show(
  <Loaded title="Record a meeting" load={() => call('meetingForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
