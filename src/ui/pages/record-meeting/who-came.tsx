import type { Named } from '../../../actions/answers';
import type { Mark } from '../../../rules/basics/words';
import { dateText } from '../../parts/date-text';
import { MoneyField } from '../../parts/field';
import { Segments } from '../../parts/segments';
import type { Form } from '../../parts/use-form';
import type { Known, MeetingDraft } from './meeting-draft';

const SHORT: Record<Mark, string> = {
  Present: 'Came',
  Substitute: 'Substitute',
  Apologies: 'Apologies',
  Absent: 'Absent',
};

interface WhoCameProps {
  known: Known;
  form: Form<MeetingDraft>;
  members: readonly Named[];
}

/** A mark for every school that was a member, and what its teacher's release cost. */
export function WhoCame({ known, form, members }: WhoCameProps) {
  const { marks, date, hours } = form.values;
  const marked = members.filter(({ id }) => marks[id]).length;
  const problemAt = (place: string) => form.problems.find(({ field }) => `${field}.`.startsWith(`${place}.`))?.message;
  const problem = problemAt('attendance');
  const markAll = () => form.set('marks')(Object.fromEntries(members.map(({ id }) => [id, marks[id] ?? 'Present'])));
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who came</h2>
      <p class="hint">
        {/^\d{4}-/.test(date)
          ? `The ${members.length} schools that were members on ${dateText(date)}. ${marked} marked.`
          : 'Pick the date above to see the schools that were members then.'}
      </p>
      {members.length > 0 && (
        <button type="button" onClick={markAll}>
          Everyone came
        </button>
      )}
      {members.map((school, index) => (
        <SchoolMark
          key={school.id}
          school={school}
          mark={marks[school.id] ?? null}
          choices={known.marks}
          onMark={(mark) => form.set('marks')({ ...marks, [school.id]: mark })}
          // Only marked schools are sent, so a place in the list is theirs only when all are.
          wrong={marked === members.length ? problemAt(`attendance.${index}`) : undefined}
        />
      ))}
      {problem && (
        <p class="wrong" tabIndex={-1}>
          {problem}
        </p>
      )}
      {marked > 0 && hours === 'in' && <ReleaseCosts known={known} form={form} members={members} />}
    </section>
  );
}

interface SchoolMarkProps {
  school: Named;
  mark: Mark | null;
  choices: readonly Mark[];
  onMark: (mark: Mark) => void;
  wrong: string | undefined;
}

function SchoolMark({ school, mark, choices, onMark, wrong }: SchoolMarkProps) {
  return (
    <div class="school">
      <div class="name" aria-hidden="true">
        {school.name}
      </div>
      <Segments
        label={school.name}
        hidden
        tiny
        value={mark}
        onChange={onMark}
        options={choices.map((choice) => ({ value: choice, label: SHORT[choice] }))}
        wrong={wrong}
      />
    </div>
  );
}

function ReleaseCosts({ known, form, members }: WhoCameProps) {
  const { marks, costs } = form.values;
  return (
    <details>
      <summary>What release cost ({known.mostPerHalfDay} each if left blank)</summary>
      {members
        .filter(({ id }) => marks[id] === 'Present' || marks[id] === 'Substitute')
        .map(({ id, name }) => (
          <MoneyField
            key={id}
            label={name}
            value={costs[id] ?? ''}
            onChange={(cost) => form.set('costs')({ ...costs, [id]: cost })}
          />
        ))}
    </details>
  );
}
