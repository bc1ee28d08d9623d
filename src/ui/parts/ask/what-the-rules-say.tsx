import type { SplitRow } from '../../../actions/answers';
import { Findings } from '../findings';
import { Flag } from '../flag';
import { Unread } from '../unread';
import type { Preview } from './use-preview';

/** What a request would become if it were sent as it is. */
export function WhatTheRulesSay({ preview }: { preview: Preview }) {
  return (
    <section class="box" aria-live="polite" aria-label="What the rules say">
      <h3>What the rules say</h3>
      <p>
        <Flag text={preview.flag} state={preview.state} />
      </p>
      <p>{preview.sentence}</p>
      {preview.pot && <p class="soft">{preview.pot}.</p>}
      <Unread text={preview.unread} />
      <Findings findings={preview.findings} />
      {preview.split && <WhoPays split={preview.split} />}
      {preview.assumes && <p class="soft small">This {preview.assumes}.</p>}
    </section>
  );
}

function WhoPays({ split }: { split: readonly SplitRow[] }) {
  return (
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
          {split.map((row) => (
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
  );
}
