import { AskForm } from '../parts/ask/ask-form';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { call } from '../server';

show(
  <Loaded title="Ask" load={() => call('askForm')}>
    {(known, reload) => <AskForm known={known} onDone={reload} />}
  </Loaded>,
);
