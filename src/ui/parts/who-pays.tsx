import type { SplitRow } from '../../actions/answers';

/** Who pays what of a session. */
export function WhoPays({ split }: { split: readonly SplitRow[] }) {
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
