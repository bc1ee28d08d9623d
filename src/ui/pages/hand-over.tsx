import { useState } from 'preact/hooks';
import type { HandOverForm, StatementLine } from '../../actions/answers';
import { SelectField, TextField } from '../parts/field';
import { FormState } from '../parts/form-state';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
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
  return (
    <>
      {known.notYours ? (
        <p class="soft no-print">{known.notYours}</p>
      ) : done ? (
        <div class="no-print">
          <Told kind="good" title={done.message}>
            <p>{done.next}</p>
          </Told>
        </div>
      ) : (
        <form
          class="no-print"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            form.send({ cluster: known.cluster.id, ...values });
          }}
        >
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
          <FormState form={form} doing="Saving…" onConfirm={() => {}} confirmLabel="" />
          <div class="actions">
            <button type="submit" class="main" disabled={form.running.busy}>
              Write who leads
            </button>
          </div>
        </form>
      )}
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
