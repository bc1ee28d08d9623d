import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(
  <ReportView
    title="Meeting papers"
    kind="meeting"
    label="Meeting"
    none="No meeting is planned. Plan one in Clusters ▸ Record ▸ A meeting."
  />,
);
