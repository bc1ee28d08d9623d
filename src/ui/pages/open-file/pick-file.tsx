import { useState } from 'preact/hooks';
import { Field, LongField } from '../../parts/field';
import { Told } from '../../parts/told';
import { type OpenedFile, readFile } from './read-file';
import { NotOpened, SAYS } from './what-it-is';

/** What rows that were pasted are called. */
const PASTED = 'Pasted rows';

interface PickFileProps {
  /** What a file may hold for whoever opened the page. */
  holds: readonly string[];
  onOpened: (name: string, file: OpenedFile) => void;
}

/** Picks a file and reads it here, in the page: nothing of it goes anywhere yet. */
export function PickFile({ holds, onOpened }: PickFileProps) {
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [pasted, setPasted] = useState('');
  const read = async (name: string, bytes: Uint8Array) => {
    setWhy('');
    setBusy(true);
    try {
      onOpened(name, await readFile(name, bytes));
    } catch (error) {
      setWhy(error instanceof NotOpened ? error.message : SAYS.damaged);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        A list that somebody already keeps elsewhere is copied into this workbook. You see first what each row would
        become, and nothing is written until you say so.
      </p>
      <p>You can open:</p>
      <ul>
        {holds.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <Field label="File" hint="An Excel workbook (.xlsx), or a list of text (.csv) as Excel or a bank saves it.">
        {(props) => (
          <input
            {...props}
            type="file"
            accept=".xlsx,.csv,.tsv,.txt"
            disabled={busy}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) file.arrayBuffer().then((content) => read(file.name, new Uint8Array(content)));
              currentTarget.value = '';
            }}
          />
        )}
      </Field>
      <LongField
        label="Or paste rows of a spreadsheet here"
        hint="Copied with their headings; text with commas or semicolons does as well."
        value={pasted}
        onChange={setPasted}
      />
      {pasted.trim() !== '' && (
        <div class="actions">
          <button
            type="button"
            class="main"
            disabled={busy}
            onClick={() => read(PASTED, new TextEncoder().encode(pasted))}
          >
            Use what was pasted
          </button>
        </div>
      )}
      {busy && <p aria-live="polite">Reading the file…</p>}
      {why && (
        <Told kind="stop" title="This cannot be opened">
          <p>{why}</p>
        </Told>
      )}
    </>
  );
}
