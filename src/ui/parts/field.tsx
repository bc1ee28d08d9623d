import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Described {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it; blank or undefined where nothing is. */
  wrong?: string | undefined;
  optional?: boolean;
}

interface FieldProps extends Described {
  children: (props: {
    id: string;
    'aria-describedby': string;
    'aria-invalid': 'true' | undefined;
  }) => ComponentChildren;
}

/** A label, a hint, a control and what is wrong with it, tied together for screen readers. */
export function Field({ label, hint, wrong, optional, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="optional"> (optional)</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': `${id}-hint ${id}-wrong`, 'aria-invalid': wrong ? 'true' : undefined })}
      {wrong && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

export interface TypedFieldProps extends Described {
  value: string;
  onChange: (value: string) => void;
}

interface TextFieldProps extends TypedFieldProps {
  type?: 'text' | 'date' | 'time' | 'email';
}

/** Days the workbook takes; a browser that knows them takes no year of six digits. */
const WITHIN = { min: '2000-01-01', max: '2099-12-31' };

export function TextField({ value, onChange, type = 'text', ...field }: TextFieldProps) {
  const asTyped = type as 'text'; // Preact's types take a single type of input only
  return (
    <Field {...field}>
      {(props) => (
        <input
          {...props}
          {...(type === 'date' ? WITHIN : {})}
          type={asTyped}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function LongField({ value, onChange, ...field }: TypedFieldProps) {
  return (
    <Field {...field}>
      {(props) => <textarea {...props} value={value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

export function MoneyField({ value, onChange, ...field }: TypedFieldProps) {
  return (
    <Field {...field}>
      {(props) => (
        <div class="money">
          <span aria-hidden="true">£</span>
          <input
            {...props}
            inputMode="decimal"
            autocomplete="off"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}

interface Option {
  readonly id: string;
  readonly name: string;
  /** Options of one group follow each other, below its name. */
  readonly group?: string;
}

interface SelectFieldProps extends TypedFieldProps {
  options: readonly Option[];
  /** What it says while nothing is picked; without it, something always is. */
  blank?: string;
}

export function SelectField({ value, onChange, options, blank, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(props) => (
        <select {...props} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {blank !== undefined && <option value="">{blank}</option>}
          {groupsOf(options).map(({ group, own }) =>
            group === undefined ? (
              own.map(optionOf)
            ) : (
              <optgroup key={group} label={group}>
                {own.map(optionOf)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </Field>
  );
}

const optionOf = ({ id, name }: Option) => (
  <option key={id} value={id}>
    {name}
  </option>
);

function groupsOf(options: readonly Option[]): { group: string | undefined; own: Option[] }[] {
  const groups: { group: string | undefined; own: Option[] }[] = [];
  for (const option of options) {
    const known = groups.find(({ group }) => group === option.group);
    if (known) known.own.push(option);
    else groups.push({ group: option.group, own: [option] });
  }
  return groups;
}
