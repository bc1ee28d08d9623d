import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(<ReportView title="Letters" kind="letters" label="To whom" />);
