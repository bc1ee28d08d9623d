import { useEffect, useState } from 'preact/hooks';
import type { OwnPage, PickedFrom } from '../../actions/answers';
import { CallState } from './call-state';
import { Field, SelectField } from './field';
import { Paper } from './paper';
import { Refused } from './refused';
import { Signed } from './signed';
import { useCall } from './use-call';

interface OwnPageProps {
  title: string;
  noun: 'cluster' | 'school';
  load: (payload: Asked) => Promise<OwnPage>;
}

/** What is asked for: whose page, and of which year. */
interface Asked {
  pick?: string;
  year?: string;
}

/** A page of one's own: one's own cluster or school first, others from a list; what is picked is nobody else's. */
export function OwnPageView({ title, noun, load }: OwnPageProps) {
  const running = useCall();
  const [answer, setAnswer] = useState<OwnPage | null>(null);
  const [asked, setAsked] = useState<Asked>({});
  const look = (payload: Asked) => {
    setAsked(payload);
    running.run(() => load(payload), setAnswer);
  };
  useEffect(() => look({}), []);
  return (
    <main class="own-page">
      {!(answer?.ok && answer.paper) && <h1 class="unseen">{title}</h1>}
      {answer?.ok && <Picking answer={answer} asked={asked} noun={noun} onLook={look} />}
      <CallState running={running} doing="Reading the workbook…" />
      {answer && !answer.ok && <Refused refusal={answer} onAgain={running.again} />}
      {answer?.ok && (
        <>
          {answer.unread !== '' && <p class="box stop wrap">{answer.unread}</p>}
          {answer.paper && <Paper paper={answer.paper} version={answer.version} />}
          <div class="off-paper">
            <Signed me={answer.me} />
          </div>
        </>
      )}
    </main>
  );
}

interface PickingProps {
  answer: Extract<OwnPage, { ok: true }>;
  /** What the lists say while it is on its way. */
  asked: Asked;
  noun: 'cluster' | 'school';
  onLook: (payload: Asked) => void;
}

function Picking({ answer, asked, noun, onLook }: PickingProps) {
  const { choices, years, me, account, own } = answer;
  const [picked, year] = [asked.pick ?? answer.picked, asked.year ?? answer.year];
  return (
    <div class="off-paper">
      {own === null && <p class="box note">{whyNone(me !== null, noun, account)}</p>}
      <div class="picking">
        <Field label={noun === 'cluster' ? 'Cluster' : 'School'}>
          {(props) => (
            <select
              {...props}
              value={picked ?? ''}
              onChange={(event) => onLook({ pick: event.currentTarget.value, year })}
            >
              {picked === null && <option value="">Pick a {noun}</option>}
              <Choices choices={choices} own={own} />
            </select>
          )}
        </Field>
        {picked !== null && (
          <SelectField
            label="Year"
            value={year}
            options={years.map((one) => ({ id: one, name: one }))}
            onChange={(wanted) => onLook({ pick: picked, year: wanted })}
          />
        )}
        {answer.paper && (
          <button type="button" class="main" onClick={() => window.print()}>
            Print
          </button>
        )}
      </div>
    </div>
  );
}

/** A list: one's own first, the others under their clusters where they have one. */
export function Choices({ choices, own }: { choices: readonly PickedFrom[]; own: string | null }) {
  const mine = choices.filter(({ id }) => id === own);
  const others = choices.filter(({ id }) => id !== own);
  const groups = [...new Set(others.map(({ group }) => group))];
  const options = (some: readonly PickedFrom[], says = '') =>
    some.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
        {says}
      </option>
    ));
  return (
    <>
      {options(mine, ' (yours)')}
      {groups.map((group) => {
        const some = others.filter((one) => one.group === group);
        return group === '' ? (
          options(some)
        ) : (
          <optgroup key={group} label={group}>
            {options(some)}
          </optgroup>
        );
      })}
    </>
  );
}

const whyNone = (isKnown: boolean, noun: string, account: string): string =>
  isKnown
    ? `No ${noun} is entered for you in the People tab. Pick one to look at.`
    : `You are signed in as ${account}, who is not in the People tab today, so no ${noun} is yours. Pick one to look ` +
      'at; the Director or the Advisor can add you to the tab.';
