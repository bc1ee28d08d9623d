import { useId } from 'preact/hooks';
import type { FileColumn } from '../../../actions/answers';
import { A_DAY, NOWHERE, type Source } from './match-columns';
import type { FileDraft } from './use-file';

const THIS_DAY = 'day';

/** Which column of the file is which of the tab: what was found, and what people say. */
export function SourcesTable({ draft }: { draft: FileDraft }) {
  const { target, sources } = draft;
  const shown = target.columns.filter((column) => isAsked(draft, column));
  const isFirst = (column: FileColumn) =>
    isNeeded(draft, column) || column.wholeFile || sources[column.key] !== undefined;
  const others = shown.filter((column) => !isFirst(column));
  return (
    <section aria-label="What stands where">
      <h2>What stands where</h2>
      <div class="matches">
        {shown.filter(isFirst).map((column) => (
          <SourceField key={column.key} draft={draft} column={column} />
        ))}
      </div>
      {draft.dates.length > 0 && (
        <p class="soft">
          Dates across the top: {draft.dates.map(({ heading }) => heading).join(', ')}. A blank cell under one is left
          out.
        </p>
      )}
      {others.length > 0 && (
        <details>
          <summary>More columns ({others.length})</summary>
          <div class="matches">
            {others.map((column) => (
              <SourceField key={column.key} draft={draft} column={column} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

const isNeeded = ({ sources }: FileDraft, { needed, neededWith }: FileColumn): boolean =>
  needed || (neededWith !== '' && sources[neededWith] !== undefined);

/** Whether a column matters, as the others are matched. */
function isAsked({ sources, dates }: FileDraft, { key, wholeFile }: FileColumn): boolean {
  if (dates.length > 0) return !['date', 'mark', 'meeting'].includes(key);
  if (!wholeFile) return true;
  const has = (...keys: string[]) => keys.some((name) => sources[name] && sources[name].at >= 0);
  if (key === 'plus') return has('amount', 'net') && !has('direction');
  return !has('category');
}

function SourceField({ draft, column }: { draft: FileDraft; column: FileColumn }) {
  const id = useId();
  const { key, header, help, words, isDate, wholeFile } = column;
  const source = draft.sources[key] ?? NOWHERE;
  const isDay = source.at === A_DAY;
  const picked = source.at >= 0 ? `c${source.at}` : isDay ? THIS_DAY : source.value === '' ? '' : `v${source.value}`;
  const set = (value: string) => draft.setSource(key, sourceOf(value));
  const name = draft.dates.length > 0 && key === 'school' ? 'School' : header;
  return (
    <div class="match">
      <label for={id}>
        {name}
        {isNeeded(draft, column) && <span class="soft"> (needed)</span>}
      </label>
      <div>
        <select id={id} title={help} value={picked} onChange={({ currentTarget }) => set(currentTarget.value)}>
          <option value="">{blankOf(draft, column)}</option>
          {!wholeFile && (
            <optgroup label="A column of the file">
              {draft.names.map((called, at) => (
                <option key={called} value={`c${at}`}>
                  {called}
                </option>
              ))}
            </optgroup>
          )}
          {(words.length > 0 || isDate) && (
            <optgroup label="The same in every row">
              {isDate && <option value={THIS_DAY}>A day that I choose</option>}
              {words.map((word) => (
                <option key={word} value={`v${word}`}>
                  {word}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        {isDay && (
          <input
            type="date"
            aria-label={`${name}, in every row`}
            value={source.value}
            onInput={({ currentTarget }) => draft.setSource(key, { at: A_DAY, value: currentTarget.value })}
          />
        )}
      </div>
      <span class="soft sample">{sampleOf(draft, source)}</span>
    </div>
  );
}

/** What is needed has to be picked; of the rest the file may say nothing. */
function blankOf(draft: FileDraft, column: FileColumn): string {
  if (column.key === 'plus') return 'In, if you say nothing';
  return column.wholeFile || isNeeded(draft, column) ? 'Pick one' : 'Not in the file';
}

function sourceOf(picked: string): Source {
  if (picked === THIS_DAY) return { at: A_DAY, value: '' };
  if (picked.startsWith('c')) return { at: Number(picked.slice(1)), value: '' };
  return { ...NOWHERE, value: picked.slice(1) };
}

/** What stands first in the column, as the file has it. */
function sampleOf({ rows, headings }: FileDraft, { at }: Source): string {
  if (at < 0) return '';
  const cell = rows.slice(headings + 1).find((row) => row[at] !== undefined && row[at] !== '')?.[at];
  return cell === undefined ? 'nothing stands in it' : `such as ${String(cell).slice(0, 40)}`;
}
