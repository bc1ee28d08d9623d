import { OwnPageView } from '../parts/own-page';
import { show } from '../parts/show';
import { call } from '../server';

show(<OwnPageView title="My cluster" noun="cluster" load={(payload) => call('clusterPage', payload)} />);
