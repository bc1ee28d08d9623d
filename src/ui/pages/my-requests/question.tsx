import { useState } from 'preact/hooks';
import { LongField } from '../../parts/field';
import type { OwnRequest } from './own-request';

interface QuestionProps {
  request: OwnRequest;
  busy: boolean;
  onAnswer: (answer: string) => void;
}

/** What a decider asks back, with a field for the answer. */
export function Question({ request, busy, onAnswer }: QuestionProps) {
  const [answer, setAnswer] = useState('');
  const [wrong, setWrong] = useState('');
  if (!request.question) return null;

  const send = () => {
    if (answer.trim() === '') return setWrong('Type your answer.');
    setWrong('');
    onAnswer(answer);
  };
  return (
    <>
      <p>
        <b>You are asked:</b> <span class="wrap">{request.question}</span>
      </p>
      {request.canAnswer && (
        <>
          <LongField label="Your answer" value={answer} onChange={setAnswer} wrong={wrong} />
          <button type="button" class="main" disabled={busy} onClick={send}>
            Send the answer
          </button>
        </>
      )}
    </>
  );
}
