import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(<ReportView title="Next stage" kind="next-stage" label="Cluster" />);
