import { useId } from 'preact/hooks';
import type { FilePreview, FileRead } from '../../../actions/answers';
import { firstFew } from '../../../rules/basics/long-lists';
import { plural } from '../../../rules/basics/words';
import { type SentRows, type Word, type Words, wordKey } from './file-rows';
import type { FileDraft } from './use-file';

export type Shown = Extract<FilePreview, { ok: true }> & {
  readonly sent: SentRows;
  /** What words stood for when the rows were looked at. */
  readonly words: Words;
};

interface RowsProps {
  shown: Shown;
  taken: ReadonlySet<number>;
  onTake: (rows: readonly number[], on: boolean) => void;
}

const indexesOf = ({ rows }: Shown, is: FileRead['is']): number[] =>
  rows.flatMap((row, index) => (row.is === is ? [index] : []));

/** How many rows are new, there or wrong, in a sentence. */
export function summaryOf({ rows }: Shown): string {
  const count = (is: FileRead['is']) => rows.filter((row) => row.is === is).length;
  const [fresh, there, wrong] = [count('new'), count('there'), count('wrong')];
  const parts = [
    `${plural(fresh, 'row')} ${fresh === 1 ? 'is' : 'are'} new`,
    ...(there > 0 ? [`${there} ${there === 1 ? 'is' : 'are'} in the workbook already`] : []),
    ...(wrong > 0 ? [`${wrong} cannot be written`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** Rows that cannot be written: each reason once, with the rows of the file that it is about. */
export function WrongRows({ shown }: { shown: Shown }) {
  const reasons = new Map<string, number[]>();
  for (const index of indexesOf(shown, 'wrong'))
    for (const { message } of shown.rows[index]!.problems)
      reasons.set(message, [...(reasons.get(message) ?? []), shown.sent.numbers[index]!]);
  if (reasons.size === 0) return null;
  return (
    <section class="box warn" aria-label="Rows that cannot be written">
      <h2>Cannot be written as it is, and is left out</h2>
      <ul class="plain">
        {Array.from(reasons, ([message, rows]) => (
          <li key={message} class="wrap">
            {rowsText(rows)}: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

const MOST_NAMED = 8;

function rowsText(all: readonly number[]): string {
  const rows = [...new Set(all)];
  return `${rows.length === 1 ? 'Row' : 'Rows'} ${firstFew(rows.map(String), MOST_NAMED)}`;
}

/** Words of the file that are none of those a column may hold: what each stands for is theirs to say. */
export function WordsTable({ shown, draft }: { shown: Shown; draft: FileDraft }) {
  const words = new Map<string, Word>();
  for (const { problems } of shown.rows)
    for (const { column, found, isWord } of problems)
      if (isWord) words.set(wordKey(column, found), { column, word: found, means: NOT_SAID });
  for (const [key, word] of Object.entries(draft.words)) words.set(key, word);
  if (words.size === 0) return null;
  return (
    <section class="box note" aria-label="What words mean">
      <h2>What do these words mean?</h2>
      <div class="matches">
        {Array.from(words, ([key, word]) => (
          <WordField key={key} word={word} draft={draft} />
        ))}
      </div>
    </section>
  );
}

const NOT_SAID = '?';

function WordField({ word, draft }: { word: Word; draft: FileDraft }) {
  const id = useId();
  const of = draft.target.columns.find(({ key }) => key === word.column);
  return (
    <div class="match">
      <label for={id}>
        “{word.word}” <span class="soft">({of?.header})</span>
      </label>
      <select
        id={id}
        value={word.means}
        onChange={({ currentTarget }) => draft.setWord({ ...word, means: currentTarget.value })}
      >
        {word.means === NOT_SAID && <option value={NOT_SAID}>Say what it means</option>}
        {of?.words.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
        <option value="">Nothing: as if it were blank</option>
      </select>
    </div>
  );
}

/** The rows that are new, each with a tick; and those that are there already, to be ticked where they are another. */
export function RowsToWrite({ shown, taken, onTake }: RowsProps) {
  const [fresh, there] = [indexesOf(shown, 'new'), indexesOf(shown, 'there')];
  const table = (rows: readonly number[], name: string) => (
    <RowsTable name={name} rows={rows} shown={shown} taken={taken} onTake={onTake} />
  );
  return (
    <>
      {fresh.length > 0 && table(fresh, 'New rows')}
      {there.length > 0 && (
        <details>
          <summary>In the workbook already ({there.length})</summary>
          {table(there, 'Rows that are there already')}
        </details>
      )}
    </>
  );
}

interface RowsTableProps extends RowsProps {
  name: string;
  rows: readonly number[];
}

function RowsTable({ name, rows, shown, taken, onTake }: RowsTableProps) {
  const may = rows.filter((index) => shown.rows[index]!.is === 'new' || shown.rows[index]!.mayRepeat);
  const isAll = may.every((index) => taken.has(index));
  return (
    <div class="scroll">
      <table aria-label={name}>
        <thead>
          <tr>
            <th scope="col">
              {may.length > 1 ? (
                <input
                  type="checkbox"
                  aria-label={`All of: ${name}`}
                  checked={isAll}
                  onChange={() => onTake(may, !isAll)}
                />
              ) : (
                <span class="unseen">Write it</span>
              )}
            </th>
            <th scope="col">Row</th>
            <th scope="col">As it would be read</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => {
            const { text, notes, there } = shown.rows[index]!;
            const number = shown.sent.numbers[index]!;
            return (
              <tr key={index}>
                <td>
                  {may.includes(index) && (
                    <input
                      type="checkbox"
                      aria-label={`Write row ${number}`}
                      checked={taken.has(index)}
                      onChange={({ currentTarget }) => onTake([index], currentTarget.checked)}
                    />
                  )}
                </td>
                <td>{number}</td>
                <td>
                  {text}
                  {there && <div class="soft">It is there: {there}.</div>}
                  {notes.map((note) => (
                    <div key={note} class="says">
                      {note}
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
