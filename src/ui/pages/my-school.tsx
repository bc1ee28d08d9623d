import { OwnPageView } from '../parts/own-page';
import { show } from '../parts/show';
import { call } from '../server';

show(<OwnPageView title="My school" noun="school" load={(payload) => call('schoolPage', payload)} />);
