import { AskForm } from '../parts/ask-form';
import { Loaded, show } from '../parts/page';
import { call } from '../server';

show(
  <Loaded title="Ask" load={() => call('askForm')}>
    {(form, reload) => <AskForm form={form} onDone={reload} />}
  </Loaded>,
);
