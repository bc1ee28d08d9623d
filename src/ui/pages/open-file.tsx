import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileForm, Refusal } from '../../actions/answers';
import { plural } from '../../rules/basics/words';
import { CallState } from '../parts/call-state';
import { SelectField } from '../parts/field';
import { FormState } from '../parts/form-state';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { Refused } from '../parts/refused';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { useCall } from '../parts/use-call';
import { type Form, useForm } from '../parts/use-form';
import { call, pickedBefore } from '../server';
import { rowsToSend } from './open-file/file-rows';
import { PickFile } from './open-file/pick-file';
import { RowsToWrite, type Shown, summaryOf, WordsTable, WrongRows } from './open-file/preview';
import type { OpenedFile } from './open-file/read-file';
import { SourcesTable } from './open-file/sources-table';
import { type FileDraft, useFile } from './open-file/use-file';

type Known = Extract<FileForm, { ok: true }>;

interface NamedFile {
  readonly name: string;
  readonly opened: OpenedFile;
}

/** What may be opened; where another page leads here, what that asks for and nothing else. */
function asked({ targets }: Known): Known['targets'] {
  const wanted = targets.filter(({ key }) => key === pickedBefore());
  return wanted.length > 0 ? wanted : targets;
}

function Page({ known: all, reload }: { known: Known; reload: () => void }) {
  const known = { ...all, targets: asked(all) };
  const [file, setFile] = useState<NamedFile | null>(null);
  const another = () => {
    setFile(null);
    reload();
  };
  return (
    <>
      <Unread text={known.unread} />
      {file ? (
        <OneFile known={known} file={file} onAnother={another} />
      ) : (
        <>
          <PickFile
            holds={known.targets.map(({ label }) => label)}
            onOpened={(name, opened) => setFile({ name, opened })}
          />
          <Signed me={known.me} />
        </>
      )}
    </>
  );
}

interface OneFileProps {
  known: Known;
  file: NamedFile;
  onAnother: () => void;
}

function OneFile({ known, file, onAnother }: OneFileProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const looking = useCall();
  const form = useForm(() => ({}), { send: (payload) => call('openFile', payload) });
  const draft = useFile(known.targets, file.opened, () => {
    setShown(null);
    setRefusal(null);
    form.forgetRefusal();
  });
  const sent = rowsToSend(draft);
  const { columns, rows } = sent;
  const payload = { file: file.name.slice(-200), target: draft.target.key, columns, rows };

  const look = () => {
    setRefusal(null);
    looking.run(
      () => call('previewFile', { ...payload, token: form.token }),
      (answer) => {
        if (!answer.ok) return setRefusal(answer);
        setShown({ ...answer, sent, words: draft.words });
      },
    );
  };

  if (form.done)
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button type="button" class="main" onClick={onAnother}>
          Open another file
        </button>
      </RecordedBox>
    );
  return (
    <>
      <WhatItHolds known={known} file={file} draft={draft} />
      <SourcesTable draft={draft} />
      {rows.length > known.mostRows && (
        <Told kind="stop" title={`There are ${plural(rows.length, 'row')}, and ${known.mostRows} fit in one go.`}>
          <p>Save the rows that are wanted as a file of their own, or several.</p>
        </Told>
      )}
      {refusal && <Refused refusal={refusal} onAgain={looking.again} />}
      <CallState running={looking} doing="Looking at the rows…" />
      {shown ? (
        <Rows
          key={shown.agreed}
          shown={shown}
          draft={draft}
          form={form}
          onWrite={(take) => form.send({ ...payload, take, agreed: shown.agreed })}
          onLook={look}
          onAnother={onAnother}
        />
      ) : (
        <div class="actions">
          <button
            type="button"
            class="main"
            disabled={looking.busy || rows.length === 0 || rows.length > known.mostRows}
            onClick={look}
          >
            Look at {plural(rows.length, 'row')}
          </button>
          <button type="button" onClick={onAnother}>
            Another file
          </button>
        </div>
      )}
      <Signed me={known.me} />
    </>
  );
}

interface RowsProps {
  shown: Shown;
  draft: FileDraft;
  form: Form<object>;
  onWrite: (take: readonly number[]) => void;
  onLook: () => void;
  onAnother: () => void;
}

/** The rows as they would be read, with a tick each, until words are said to mean something else. */
function Rows({ shown, draft, form, onWrite, onLook, onAnother }: RowsProps) {
  const [taken, setTaken] = useState<ReadonlySet<number>>(
    () => new Set(shown.rows.flatMap(({ is }, index) => (is === 'new' ? [index] : []))),
  );
  const take = (indexes: readonly number[], on: boolean) => {
    const next = new Set(taken);
    for (const index of indexes) on ? next.add(index) : next.delete(index);
    setTaken(next);
  };
  const { busy } = form.running;
  const isOld = shown.words !== draft.words;
  return (
    <section aria-label="The rows">
      <Summary text={summaryOf(shown)} />
      <Unread text={shown.unread} />
      <WordsTable shown={shown} draft={draft} />
      {!isOld && (
        <>
          <WrongRows shown={shown} />
          <RowsToWrite shown={shown} taken={taken} onTake={take} />
          <FormState form={form} doing="Writing…" onConfirm={() => {}} confirmLabel="" />
        </>
      )}
      <div class="actions">
        {!isOld && (
          <button type="button" class="main" disabled={busy || taken.size === 0} onClick={() => onWrite([...taken])}>
            Write {plural(taken.size, 'row')} into {draft.target.tabs.join(' and ')}
          </button>
        )}
        <button type="button" class={isOld ? 'main' : ''} disabled={busy} onClick={onLook}>
          Look again
        </button>
        <button type="button" disabled={busy} onClick={onAnother}>
          Another file
        </button>
      </div>
    </section>
  );
}

/** Takes the focus when the rows come, so that what was found is read out and seen. */
function Summary({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <h2 tabIndex={-1} ref={heading}>
      {text}
    </h2>
  );
}

const MOST_HEADING_ROWS = 15;

function WhatItHolds({ known, file, draft }: { known: Known; file: NamedFile; draft: FileDraft }) {
  const { sheets, note } = file.opened;
  const headings = draft.rows.slice(0, MOST_HEADING_ROWS).map((row, at) => {
    const cells = row.filter((cell) => cell !== '').map((cell) => String(cell).slice(0, 20));
    return { id: String(at), name: `Row ${at + 1}: ${cells.slice(0, 5).join(', ') || 'nothing'}` };
  });
  return (
    <section aria-label="The file">
      <p>
        <b class="wrap">{file.name}</b>, {plural(draft.rows.length, 'row')}. {note}
      </p>
      <div class="row">
        <SelectField
          label="What does it hold?"
          value={draft.target.key}
          onChange={draft.toTarget}
          options={known.targets.map(({ key, label }) => ({ id: key, name: label }))}
        />
        {sheets.length > 1 && (
          <SelectField
            label="Sheet"
            value={String(draft.sheet)}
            onChange={(sheet) => draft.toSheet(Number(sheet))}
            options={sheets.map(({ name }, at) => ({ id: String(at), name }))}
          />
        )}
        <SelectField
          label="Headings"
          value={String(draft.headings)}
          onChange={(row) => draft.toHeadings(Number(row))}
          options={[...headings, { id: '-1', name: 'There are none' }]}
        />
      </div>
      <p class="hint">{draft.target.hint}</p>
      {draft.looksComma && (
        <Tick
          label="Sums have a comma before their pence: 45,20 is £45.20"
          checked={draft.isComma}
          onChange={draft.setComma}
        />
      )}
    </section>
  );
}

show(
  <Loaded title="Open a file" load={() => call('fileForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
