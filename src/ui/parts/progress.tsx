interface ProgressProps {
  /** What is going on. */
  doing: string;
  done: number;
  of: number;
}

/** How far something is that takes several calls; what is read out is the text, not the bar's every step. */
export function Progress({ doing, done, of }: ProgressProps) {
  return (
    <div class="progress">
      <p id="progress-text" role="status">
        {doing}
      </p>
      <progress value={done} max={of} aria-labelledby="progress-text" aria-valuetext={`${done} of ${of}`} />
      <span class="small">
        {done} of {of}
      </span>
    </div>
  );
}
