import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { FieldProblem } from '../../actions/schemas/parts';

/** What is wrong, by dotted field name. */
export type Problems = readonly FieldProblem[];

export const problemAt = (problems: Problems, field: string): string | undefined =>
  problems.find((problem) => problem.field === field)?.message;

interface FieldProps {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  optional?: boolean;
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

type Described = Omit<FieldProps, 'children'>;

export function TextField({
  value,
  onChange,
  type = 'text',
  inputMode,
  list,
  ...field
}: Described & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'date' | 'time' | 'email';
  inputMode?: 'decimal' | 'numeric';
  list?: string;
}) {
  return (
    <Field {...field}>
      {(props) => (
        <input
          {...props}
          type={type}
          value={value}
          inputMode={inputMode}
          list={list}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function LongField({
  value,
  onChange,
  ...field
}: Described & { value: string; onChange: (value: string) => void }) {
  return (
    <Field {...field}>
      {(props) => <textarea {...props} value={value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

export function MoneyField({
  value,
  onChange,
  ...field
}: Described & { value: string; onChange: (value: string) => void }) {
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

export function SelectField({
  value,
  onChange,
  options,
  blank,
  ...field
}: Described & {
  value: string;
  onChange: (value: string) => void;
  options: readonly { id: string; name: string }[];
  blank?: string;
}) {
  return (
    <Field {...field}>
      {(props) => (
        <select {...props} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A few choices side by side: radio buttons that look like one control. */
export function Segments<T extends string>({
  label,
  hint,
  hidden,
  value,
  onChange,
  options,
  tiny,
  wrong,
}: {
  label: string;
  hint?: string;
  hidden?: boolean;
  value: T | null;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
  tiny?: boolean;
  wrong?: string | undefined;
}) {
  const name = useId();
  return (
    <fieldset class="field" style={hidden ? { margin: 0 } : undefined} aria-describedby={`${name}-hint`}>
      <legend style={hidden ? HIDDEN : undefined}>{label}</legend>
      <div class={tiny ? 'segments tiny' : 'segments'}>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
      {hint && (
        <p class="hint" id={`${name}-hint`} style={{ marginTop: '4px' }}>
          {hint}
        </p>
      )}
      {wrong && <p class="wrong">{wrong}</p>}
    </fieldset>
  );
}

const HIDDEN = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' };

export function Tick({
  label,
  checked,
  onChange,
}: {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** A list of ticks with a heading. */
export function Ticks({
  label,
  hint,
  options,
  chosen,
  onChange,
  wrong,
}: {
  label: string;
  hint?: string;
  options: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  wrong?: string | undefined;
}) {
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      {options.map((option) => (
        <Tick
          key={option.id}
          label={option.name}
          checked={chosen.includes(option.id)}
          onChange={(on) => onChange(on ? [...chosen, option.id] : chosen.filter((id) => id !== option.id))}
        />
      ))}
      {wrong && <p class="wrong">{wrong}</p>}
    </fieldset>
  );
}

/** Takes the focus when it appears, so that what happened is read out and seen. */
export function Told({
  kind,
  title,
  children,
}: {
  kind: 'good' | 'stop' | 'warn' | 'note';
  title: string;
  children?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [title]);
  return (
    <div class={`box ${kind}`} tabIndex={-1} ref={box} role={kind === 'stop' ? 'alert' : 'status'}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
