import { useState } from 'preact/hooks';
import type { Refusal } from '../../actions/answers';
import { call } from '../server';
import { useCall } from './use-call';

/**
 * Something that is switched on and off.
 *
 * @param action - What the server is asked.
 * @param reload - Looks anew at how it stands, once it is switched.
 */
export function useSwitch(action: 'switchDigest' | 'switchExtract', reload: () => void) {
  const [told, setTold] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const turn = (on: boolean) => {
    setRefusal(null);
    running.run(
      () => call(action, { on }),
      (answer) => {
        if (!answer.ok) return setRefusal(answer);
        setTold(answer.message);
        reload();
      },
    );
  };
  return { told, refusal, running, turn };
}
