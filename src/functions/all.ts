import type { CellFunction } from './define-function';
import { scalars } from './scalars';
import { tableFunctions } from './tables';

/** Every custom function of the add-in. */
export const FUNCTIONS: readonly CellFunction[] = [...scalars, ...tableFunctions];
