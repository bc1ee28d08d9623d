import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(
  <ReportView
    title="Letters"
    kind="letters"
    label="To whom"
    none="No cluster is entered yet: Clusters ▸ Set up workbook."
  />,
);
