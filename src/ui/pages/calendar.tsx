import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(<ReportView title="Calendar" kind="calendar" label="Cluster" />);
