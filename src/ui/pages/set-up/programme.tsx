import { TextField } from '../../parts/field';
import { type Form, useForm } from '../../parts/use-form';
import { call, openPage } from '../../server';
import { SaveButton } from './save-button';
import type { State, Tell } from './use-set-up-form';

/** What a workbook without clusters can start from. */
type StartFrom = 'guidance' | 'list' | 'nothing';

interface Draft {
  name: string;
  from: StartFrom | null;
}

/** What the programme is called and, while there are no clusters, what to start from. */
export function Programme({ programme, onTold }: { programme: State['programme']; onTold: Tell }) {
  const form: Form<Draft> = useForm((): Draft => ({ name: programme.name, from: null }), {
    send: (payload) => call('startProgramme', payload),
    onDone({ message, unchanged }) {
      const { from } = form.values;
      form.restart();
      if (from === 'list') openPage('showOpenFile', 'programme');
      onTold(message, [], unchanged ? 'note' : 'good');
    },
  });
  const { values, set, wrong } = form;
  const save = () =>
    form.send({ name: values.name.trim(), from: programme.isBlank && values.from === 'guidance' ? 'guidance' : null });
  const from = (value: StartFrom) => {
    set('from')(value);
    // The guidance's own name comes with its clusters, unless something is typed.
    if (value === 'guidance' && values.name.trim() === '') set('name')(programme.roster.name);
    if (value !== 'guidance' && values.name === programme.roster.name) set('name')(programme.name);
  };
  return (
    <>
      {programme.isBlank && <WhatFrom programme={programme} picked={values.from} onPick={from} />}
      <TextField
        label="Name of the programme"
        hint="It stands on reports, letters and mails."
        value={values.name}
        onChange={set('name')}
        wrong={wrong('name')}
      />
      <SaveButton
        form={form}
        label={LABELS[programme.isBlank ? (values.from ?? 'nothing') : 'nothing']}
        onSave={save}
      />
    </>
  );
}

const LABELS: Readonly<Record<StartFrom, string>> = {
  guidance: 'Start with these clusters',
  list: 'Save the name and open the list',
  nothing: 'Save the name',
};

interface WhatFromProps {
  programme: State['programme'];
  picked: StartFrom | null;
  onPick: (from: StartFrom) => void;
}

function WhatFrom({ programme: { roster }, picked, onPick }: WhatFromProps) {
  const options: readonly (readonly [StartFrom, string, string])[] = [
    ['guidance', `The ${roster.name}`, `${roster.says}, as the guidance of 2017 lists them.`],
    ['list', 'A list of our own', 'Pasted or opened from a file, and looked through before it is written.'],
    ['nothing', 'Empty', 'Clusters and schools are typed into their tabs.'],
  ];
  return (
    <fieldset class="field">
      <legend>What does it start from?</legend>
      {options.map(([value, label, hint]) => (
        <label key={value} class="tick">
          <input type="radio" name="start" checked={picked === value} onChange={() => onPick(value)} />
          <span>
            {label}
            <span class="hint" style={{ display: 'block' }}>
              {hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
