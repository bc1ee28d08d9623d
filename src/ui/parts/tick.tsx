import type { ComponentChildren } from 'preact';

interface TickProps {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface TicksProps {
  label: string;
  hint?: string;
  options: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  wrong?: string | undefined;
}

/** A list of ticks with a heading. */
export function Ticks({ label, hint, options, chosen, onChange, wrong }: TicksProps) {
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
