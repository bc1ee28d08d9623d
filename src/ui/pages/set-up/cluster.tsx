import { SelectField, TextField } from '../../parts/field';
import type { Form } from '../../parts/use-form';
import { isFilled, type PersonDraft, PersonFields, personOf } from './person-fields';
import { SaveButton } from './save-button';
import { type State, type Tell, useSetUpForm } from './use-set-up-form';

type ClusterState = State['clusters'][number];

interface ClusterDraft {
  leadSchool: string;
  agreementStart: string;
  stage: string;
  lead: PersonDraft;
}

const draftOf = ({ leadSchool, agreementStart, stage, lead }: ClusterState): ClusterDraft => ({
  leadSchool: leadSchool ?? '',
  agreementStart: agreementStart ?? '',
  stage: stage ?? '',
  lead: personOf(lead),
});

interface ClusterProps {
  cluster: ClusterState;
  stages: readonly string[];
  onTold: Tell;
}

/** One cluster's lead school and agreement, stage and lead. */
export function Cluster({ cluster, stages, onTold }: ClusterProps) {
  const form = useSetUpForm(() => draftOf(cluster), onTold);
  const { leadSchool, agreementStart, stage, lead } = form.values;
  const save = () =>
    form.send({
      clusters: [
        {
          cluster: cluster.id,
          leadSchool: leadSchool || null,
          stage: stage || null,
          agreementStart: agreementStart || null,
          lead: isFilled(lead) ? { ...lead, school: lead.school || null } : null,
        },
      ],
    });
  return (
    <details>
      <summary>{cluster.name}</summary>
      <ClusterFields form={form} schools={cluster.members} stages={stages} />
      <SaveButton form={form} label="Save this cluster" onSave={save} />
    </details>
  );
}

interface ClusterFieldsProps {
  form: Form<ClusterDraft>;
  schools: ClusterState['members'];
  stages: readonly string[];
}

function ClusterFields({ form: { values, set, wrong }, schools, stages }: ClusterFieldsProps) {
  const { leadSchool, agreementStart, stage, lead } = values;
  return (
    <>
      <SelectField
        label="Lead school"
        hint="It holds the cluster’s money."
        value={leadSchool}
        onChange={set('leadSchool')}
        options={schools}
        blank="Not known yet"
        wrong={wrong('clusters.0.leadSchool')}
      />
      <TextField
        label="Start of the agreement"
        type="date"
        hint="The agreement runs from this day."
        value={agreementStart}
        onChange={set('agreementStart')}
        wrong={wrong('clusters.0.agreementStart')}
      />
      <SelectField
        label="Stage"
        optional
        value={stage}
        onChange={set('stage')}
        options={stages.map((name) => ({ id: name, name }))}
        blank="Not known yet"
      />
      <PersonFields who="Cluster lead" person={lead} onChange={set('lead')} field="clusters.0.lead" wrong={wrong} />
      <SelectField
        label="Cluster lead’s school"
        optional
        value={lead.school}
        onChange={(school) => set('lead')({ ...lead, school })}
        options={schools}
        blank="Not known yet"
      />
    </>
  );
}
