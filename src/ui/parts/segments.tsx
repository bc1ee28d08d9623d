import { useId } from 'preact/hooks';

interface SegmentsProps<T extends string> {
  label: string;
  hint?: string;
  /** The label is read out and not seen. */
  hidden?: boolean;
  value: T | null;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
  tiny?: boolean;
  wrong?: string | undefined;
}

/** A few choices side by side: radio buttons that look like one control. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { label, hint, hidden, value, onChange, options, tiny, wrong } = props;
  const name = useId();
  return (
    <fieldset class="field" style={hidden ? { margin: 0 } : undefined} aria-describedby={`${name}-hint`}>
      <legend class={hidden ? 'unseen' : undefined}>{label}</legend>
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
