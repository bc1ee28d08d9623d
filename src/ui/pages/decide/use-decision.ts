import { useState } from 'preact/hooks';
import type { Decision } from '../../../rules/basics/words';

/** Gives the decision that is picked and the field for the words that go with it; all but an approval need some. */
export function useDecision<D extends Decision | null>(start: D) {
  const [decision, choose] = useState(start);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const needsReason = decision !== null && decision !== 'Approve';
  return {
    decision,
    choose,
    reason,
    needsReason,
    /** For the field of the reason. */
    reasonField: {
      optional: !needsReason,
      value: reason,
      onChange(text: string) {
        setReason(text);
        setWrong('');
      },
      wrong,
    },
    /** Whether it can be sent; where not, says so at the field. */
    isReady(): boolean {
      const isMissing = needsReason && reason.trim() === '';
      setWrong(isMissing ? 'Write a sentence: whoever asked reads it.' : '');
      return !isMissing;
    },
  };
}
