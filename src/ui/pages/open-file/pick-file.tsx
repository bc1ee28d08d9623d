import { useState } from 'preact/hooks';
import { Field } from '../../parts/field';
import { Told } from '../../parts/told';
import { type OpenedFile, readFile } from './read-file';
import { NotOpened, SAYS } from './what-it-is';

interface PickFileProps {
  /** What a file may hold for whoever opened the page. */
  holds: readonly string[];
  onOpened: (name: string, file: OpenedFile) => void;
}

/** Picks a file and reads it here, in the page: nothing of it goes anywhere yet. */
export function PickFile({ holds, onOpened }: PickFileProps) {
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const open = async (file: File) => {
    setWhy('');
    setBusy(true);
    try {
      onOpened(file.name, await readFile(file.name, new Uint8Array(await file.arrayBuffer())));
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
              if (file) open(file);
              currentTarget.value = '';
            }}
          />
        )}
      </Field>
      {busy && <p aria-live="polite">Reading the file…</p>}
      {why && (
        <Told kind="stop" title="This file cannot be opened">
          <p>{why}</p>
        </Told>
      )}
    </>
  );
}
