import type { ReviewForm } from '../../actions/answers';
import { LongField, SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { membersOn } from '../parts/members-on';
import { RecordedBox } from '../parts/recorded-box';
import { Segments } from '../parts/segments';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Unread } from '../parts/unread';
import { type Form, useForm } from '../parts/use-form';
import { Verdict } from '../parts/verdict';
import { call } from '../server';

type Known = Extract<ReviewForm, { ok: true }>;

interface ReviewDraft {
  what: 'review' | 'meeting';
  cluster: string;
  on: string;
  inSchoolHours: boolean;
  year: string;
  school: string;
  heldOn: string;
  reportReceived: string;
  appliedOn: string;
  outcome: string;
  notes: string;
}

const STEPS = { heldOn: '', reportReceived: '', appliedOn: '', outcome: '', notes: '' };

const draftOf = ({ clusters, years, today }: Known): ReviewDraft => ({
  what: 'review',
  cluster: clusters.length === 1 ? clusters[0]!.id : '',
  on: today,
  inSchoolHours: true,
  year: years[0] ?? '',
  school: '',
  ...STEPS,
});

const recordedOf = ({ rows }: Known, { cluster, year, school }: Pick<ReviewDraft, 'cluster' | 'year' | 'school'>) =>
  rows.find((row) => row.cluster === cluster && row.year === year && row.school === school);

/** What picking whose and which year's it is fills in: what is recorded of it already. */
function picked(known: Known, draft: ReviewDraft, some: Partial<ReviewDraft>): Partial<ReviewDraft> {
  const { shown: _, ...fields } = recordedOf(known, { ...draft, ...some }) ?? { ...STEPS, shown: '' };
  return { ...some, ...fields };
}

function reviewOf(draft: ReviewDraft, known: Known): object {
  const blankToNull = Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [name, value === '' ? null : value]),
  );
  return { ...blankToNull, cluster: draft.cluster, shown: recordedOf(known, draft)?.shown ?? null };
}

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => draftOf(known), {
    send: (payload) => call('recordReview', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, set, change, wrong } = form;
  const send = (confirmed: boolean) => form.send({ ...reviewOf(values, known), confirmed });
  const cluster = known.clusters.find(({ id }) => id === values.cluster);
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart(draftOf(known));
            reload();
          }}
        >
          Record another
        </button>
      </RecordedBox>
    );
  }
  return (
    <>
      <SentForm form={form} send={send} submit="Record it">
        <p class="soft">{known.yours}</p>
        <Unread text={known.unread} />
        {cluster ? (
          <WhereItStands cluster={cluster} />
        ) : (
          <Verdict kind="" title="Pick a cluster to see what is still needed." />
        )}
        <Segments
          label="What was it?"
          value={values.what}
          onChange={(what) => change({ what })}
          options={[
            { value: 'review', label: 'Review or report' },
            { value: 'meeting', label: 'Advisor met the lead' },
          ]}
        />
        <SelectField
          label="Cluster"
          value={values.cluster}
          onChange={(id) => change(picked(known, values, { cluster: id, school: '' }))}
          options={known.clusters}
          blank="Pick a cluster"
          wrong={wrong('cluster')}
        />
        {values.what === 'review' ? (
          <Steps known={known} form={form} />
        ) : (
          <>
            <TextField type="date" label="Met on" value={values.on} onChange={set('on')} wrong={wrong('on')} />
            <Tick label="In school hours" checked={values.inSchoolHours} onChange={set('inSchoolHours')} />
          </>
        )}
        <LongField
          label={values.what === 'review' ? 'Notes' : 'What it was about'}
          optional
          value={values.notes}
          onChange={set('notes')}
          wrong={wrong('notes')}
        />
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

/** The checklist of the next stage. */
function WhereItStands({ cluster }: { cluster: Known['clusters'][number] }) {
  const { name, stage, missing, steps } = cluster;
  return (
    <Verdict kind={missing === 'nothing' ? 'good' : 'note'} title={`${name}: ${stage}`}>
      <ul class="findings">
        {steps.map(({ what, stands }) => (
          <li key={what}>
            {what}: {stands}
          </li>
        ))}
      </ul>
    </Verdict>
  );
}

function Steps({ known, form }: { known: Known; form: Form<ReviewDraft> }) {
  const { values, set, change, wrong } = form;
  const pick = (some: Partial<ReviewDraft>) => change(picked(known, values, some));
  const own = values.school !== '';
  return (
    <>
      <SelectField
        label="Year"
        value={values.year}
        onChange={(year) => pick({ year })}
        options={known.years.map((year) => ({ id: year, name: year }))}
        wrong={wrong('year')}
      />
      <SelectField
        label="A school that applies for itself"
        optional
        value={values.school}
        onChange={(school) => pick({ school })}
        options={membersOn(known.members, values.cluster, known.today)}
        blank="None: the cluster itself"
        wrong={wrong('school')}
      />
      {!own && (
        <TextField
          type="date"
          label="Review held on"
          optional
          value={values.heldOn}
          onChange={set('heldOn')}
          wrong={wrong('heldOn')}
        />
      )}
      <TextField
        type="date"
        label="Report received on"
        optional
        value={values.reportReceived}
        onChange={set('reportReceived')}
        wrong={wrong('reportReceived')}
      />
      <TextField
        type="date"
        label="Applied for the next stage on"
        optional
        value={values.appliedOn}
        onChange={set('appliedOn')}
        wrong={wrong('appliedOn')}
      />
      <SelectField
        label="What came of it"
        optional
        value={values.outcome}
        onChange={set('outcome')}
        options={known.outcomes.map((name) => ({ id: name, name }))}
        blank="Not known yet"
        wrong={wrong('outcome')}
      />
    </>
  );
}

show(
  <Loaded title="Record a review" load={() => call('reviewForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
