import { chartsPage } from './charts-page';
import { clusterPage } from './cluster-page';
import type { CellFunction } from './define-function';
import { extract } from './extract';
import { frontPageFunctions } from './front-page';
import { pageFunctions } from './pages';
import { scalars } from './scalars';
import { schoolFunctions } from './schools';
import { tableFunctions } from './tables';
import { why } from './why';

/** Every custom function of the add-in. */
export const FUNCTIONS: readonly CellFunction[] = [
  ...scalars,
  ...tableFunctions,
  ...schoolFunctions,
  ...frontPageFunctions,
  why,
  ...pageFunctions,
  clusterPage,
  chartsPage,
  extract,
];
