import { Chart, Patterns } from '../parts/chart';
import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(
  <>
    <Patterns />
    <ReportView title="Charts" kind="charts" label="Cluster" Chart={Chart} />
  </>,
);
