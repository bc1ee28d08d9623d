import { useEffect } from 'preact/hooks';
import type { MeetingPreview } from '../../../actions/answers';
import type { FieldProblem } from '../../../actions/schemas/parts';
import { LongField, TextField } from '../../parts/field';
import { membersOn } from '../../parts/members-on';
import { RecordedBox } from '../../parts/recorded-box';
import { SentForm } from '../../parts/sent-form';
import { Signed } from '../../parts/signed';
import { Unread } from '../../parts/unread';
import { type Form, useForm } from '../../parts/use-form';
import { usePreview } from '../../parts/use-preview';
import { Effect, EffectList, Verdict } from '../../parts/verdict';
import { call } from '../../server';
import { isComplete, type Known, type MeetingDraft, meetingDraft, meetingOf } from './meeting-draft';
import { WhenItWas } from './when-it-was';
import { WhichMeeting } from './which-meeting';
import { WhoCame } from './who-came';

interface MeetingPageProps {
  known: Known;
  /** Goes on to the next meeting. */
  onNext: () => void;
}

/** Records a meeting, plans some, or corrects one. */
export function MeetingPage({ known, onNext }: MeetingPageProps) {
  const { editing } = known;
  const form = useForm(() => meetingDraft(known), {
    send: (payload) => sendMeeting(payload as { status: string }, editing !== null),
    firstWrong: '[aria-invalid="true"], .wrong',
    sentAs: { hours: 'inSchoolHours', marks: 'attendance', costs: 'attendance' },
  });
  const { values } = form;
  const isHeld = values.status === 'Held';
  const members = membersOn(known.members, values.cluster, values.date);
  const meeting = { ...meetingOf(values, members), ...(editing ? { meeting: editing.id, shown: editing.shown } : {}) };
  const body = JSON.stringify({ token: form.token, ...meeting });
  const preview = usePreview((payload) => call('previewMeeting', payload), isComplete(values) ? body : null);
  useEffect(form.forgetRefusal, [body]);
  const send = (confirmed: boolean) => form.send({ ...meeting, confirmed });
  const next = () => {
    form.restart({ ...meetingDraft({ ...known, editing: null }), cluster: values.cluster });
    onNext();
  };

  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button type="button" class="main" onClick={next}>
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
        submit={editing ? CORRECTING[values.status] : isHeld ? 'Record the meeting' : planText(values)}
        told={generalOrAll(form.problems)}
        beside={
          editing && (
            <button type="button" onClick={onNext}>
              Leave it as it is
            </button>
          )
        }
      >
        <p class="soft wrap">{editing ? `It says now: ${editing.says}.` : known.yours}</p>
        <Unread text={known.unread} />
        <WhatItDoes preview={preview} />
        <WhichMeeting known={known} form={form} />
        {values.status !== 'Cancelled' && (
          <>
            <WhenItWas form={form} kinds={known.kinds} more={!isHeld && !editing} />
            {isHeld && values.cluster !== '' && <WhoCame known={known} form={form} members={members} />}
          </>
        )}
        <Details form={form} />
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

/** Whether it counts, and how the cluster stands then. */
function WhatItDoes({ preview }: { preview: Extract<MeetingPreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="Whether it counts shows here once it is filled in." />;
  const { severity, sentence, lines, who, findings } = preview;
  const [first, ...more] = lines.map((line) => <Effect key={line.what} line={line} />);
  return (
    <Verdict kind={severity} title={sentence} pot={first} sentence={who} findings={findings}>
      <EffectList>{more}</EffectList>
    </Verdict>
  );
}

const CORRECTING = {
  Held: 'Save the correction',
  Planned: 'Save the correction',
  Cancelled: 'Cancel the meeting',
} as const;

const planText = ({ more }: MeetingDraft): string =>
  more.length === 0 ? 'Plan the meeting' : `Plan ${more.length + 1} meetings`;

function sendMeeting(payload: { status: string }, corrects: boolean) {
  if (corrects) return call('correctMeeting', payload);
  return payload.status === 'Planned' ? call('planMeetings', payload) : call('recordMeeting', payload);
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
