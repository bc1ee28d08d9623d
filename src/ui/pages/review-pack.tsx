import { Chart, Patterns } from '../parts/chart';
import { ReportView } from '../parts/report-view';
import { show } from '../parts/show';

show(
  <>
    <Patterns />
    <ReportView title="Review pack" kind="review" label="Cluster" Chart={Chart} />
  </>,
);
