import { TextField } from '../../parts/field';

export interface PersonDraft {
  name: string;
  email: string;
  /** The ID of a school, or blank. */
  school: string;
}

export const personOf = (person: { name: string; email: string; school?: string | null } | null): PersonDraft => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  school: person?.school ?? '',
});

export const isFilled = ({ name, email }: PersonDraft): boolean => name.trim() !== '' || email.trim() !== '';

interface PersonFieldsProps {
  who: string;
  person: PersonDraft;
  onChange: (person: PersonDraft) => void;
  /** The person's place in what is sent: 'clusters.0.lead'. */
  field: string;
  wrong: (field: string) => string | undefined;
}

/** Name and e-mail of one person. */
export function PersonFields({ who, person, onChange, field, wrong }: PersonFieldsProps) {
  return (
    <>
      <TextField
        label={`${who}: name`}
        value={person.name}
        onChange={(name) => onChange({ ...person, name })}
        wrong={wrong(`${field}.name`)}
      />
      <TextField
        label={`${who}: e-mail`}
        type="email"
        hint="The Google account the person signs in with."
        value={person.email}
        onChange={(email) => onChange({ ...person, email })}
        wrong={wrong(`${field}.email`)}
      />
    </>
  );
}
