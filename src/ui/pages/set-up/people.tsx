import { SelectField } from '../../parts/field';
import { isFilled, PersonFields, personOf } from './person-fields';
import { SaveButton } from './save-button';
import { type State, type Tell, useSetUpForm } from './use-set-up-form';

/** Who decides: the Director and the Advisor. */
export function People({ state, onTold }: { state: State; onTold: Tell }) {
  const form = useSetUpForm(() => ({ director: personOf(state.director), advisor: personOf(state.advisor) }), onTold);
  const { set, wrong } = form;
  const { director, advisor } = form.values;
  const save = () =>
    form.send({
      director: isFilled(director) ? { name: director.name, email: director.email } : null,
      advisor: isFilled(advisor) ? { ...advisor, school: advisor.school || null } : null,
      clusters: [],
    });
  return (
    <>
      <PersonFields who="Director" person={director} onChange={set('director')} field="director" wrong={wrong} />
      <PersonFields who="Advisor" person={advisor} onChange={set('advisor')} field="advisor" wrong={wrong} />
      <SelectField
        label="Advisor’s own school"
        optional
        hint="Requests of its cluster go to the Director."
        value={advisor.school}
        onChange={(school) => set('advisor')({ ...advisor, school })}
        options={state.clusters.flatMap((cluster) => cluster.members)}
        blank="No school"
        wrong={wrong('advisor.school')}
      />
      <SaveButton form={form} label="Save the people" onSave={save} />
    </>
  );
}
