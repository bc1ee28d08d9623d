import { useState } from 'preact/hooks';
import type { HandOverForm, LeadPreview, StatementLine } from '../../actions/answers';
import { SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { usePreview } from '../parts/use-preview';
import { EffectList, Verdict } from '../parts/verdict';
import { call } from '../server';

type Known = Extract<HandOverForm, { ok: true }>;

function Page() {
  const [cluster, setCluster] = useState('');
  return (
    <Loaded
      key={cluster}
      title="Another lead school"
      load={() => (cluster ? call('handOverForm', cluster) : call('handOverForm'))}
    >
      {(known) => (
        <>
          <div class="no-print">
            {known.clusters.length > 1 && (
              <SelectField label="Cluster" value={known.cluster.id} onChange={setCluster} options={known.clusters} />
            )}
            <Unread text={known.unread} />
          </div>
          <HandOver known={known} />
        </>
      )}
    </Loaded>
  );
}

function HandOver({ known }: { known: Known }) {
  const form = useForm(() => ({ lead: '', from: known.today, agreed: false }), {
    send: (payload) => call('changeLead', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, set, wrong, done } = form;
  const next = known.members.find(({ id }) => id === values.lead)?.name ?? '';
  const sent = { cluster: known.cluster.id, ...values };
  const body = JSON.stringify({ token: form.token, ...sent, agreed: false });
  const isComplete = values.lead !== '' && values.from !== '';
  const preview = usePreview((payload) => call('previewLead', payload), isComplete ? body : null);
  return (
    <>
      <div class="no-print">
        {known.notYours && <p class="soft">{known.notYours}</p>}
        {done && (
          <Told kind="good" title={done.message}>
            <p>{done.next}</p>
          </Told>
        )}
        {!known.notYours && !done && (
          <SentForm form={form} send={() => form.send(sent)} submit="Write who leads">
            <WhatItDoes preview={preview} />
            <div class="row">
              <SelectField
                label="Next lead school"
                value={values.lead}
                onChange={set('lead')}
                options={known.members}
                blank="Pick a school"
                wrong={wrong('lead')}
              />
              <TextField
                label="Leads from"
                type="date"
                value={values.from}
                onChange={set('from')}
                wrong={wrong('from')}
              />
            </div>
            <Tick label="It has agreed to hold the cluster’s money" checked={values.agreed} onChange={set('agreed')} />
            {wrong('agreed') && <p class="wrong">{wrong('agreed')}</p>}
          </SentForm>
        )}
      </div>
      <Statement known={known} next={next} />
      <div class="actions">
        <button type="button" onClick={() => window.print()}>
          Print the statement
        </button>
      </div>
      <div class="no-print">
        <Signed me={known.me} />
      </div>
    </>
  );
}

/** Who leads from when, and which money and rights move. */
function WhatItDoes({ preview }: { preview: Extract<LeadPreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="What moves to the next lead school shows here once it is picked." />;
  const { severity, sentence, holds, pots, rights } = preview;
  return (
    <Verdict kind={severity} title={sentence} pot={`The pots hold ${holds}, which it holds from then on.`}>
      <EffectList>{[...pots, ...rights]}</EffectList>
    </Verdict>
  );
}

/** What is handed over, to print on a page and sign. */
function Statement({ known, next }: { known: Known; next: string }) {
  const { cluster, lead, asAt, pots, holds, promises, unclaimed, owed } = known;
  return (
    <section aria-labelledby="statement">
      <h2 id="statement">
        Hand-over statement, {cluster.name}, as at {asAt}
      </h2>
      <p>
        {lead} holds <b>{holds}</b> for the cluster{next && `, to be handed over to ${next}`}.
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Pot</th>
              {['Brought forward', 'Paid in', 'Spent', 'Balance', 'Promised', 'Free'].map((head) => (
                <th class="sum" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pots.map((row) => (
              <tr key={row.pot}>
                <td>{row.pot}</td>
                <td class="sum">{row.opening}</td>
                <td class="sum">{row.paidIn}</td>
                <td class="sum">{row.spent}</td>
                <td class="sum">
                  <b>{row.balance}</b>
                </td>
                <td class="sum">{row.committed}</td>
                <td class="sum">{row.available}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Lines title="Promised, not yet paid" none="Nothing is promised." lines={promises} />
      <Lines title="Approved, not yet claimed" none="No approval is unclaimed." lines={unclaimed} />
      <Lines title="Owed by schools above the cap" none="No school owes anything." lines={owed} />
      <div class="row signatures">
        <p>For {lead}: name, date, signature</p>
        <p>For {next || 'the next lead school'}: name, date, signature</p>
      </div>
    </section>
  );
}

interface LinesProps {
  title: string;
  none: string;
  lines: readonly StatementLine[];
}

function Lines({ title, none, lines }: LinesProps) {
  return (
    <>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <table>
          <tbody>
            {lines.map(({ what, sum }) => (
              <tr key={what}>
                <td>{what}</td>
                <td class="sum">{sum}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

show(<Page />);
