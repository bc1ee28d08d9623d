import type { Fact } from '../fact';
import { CELLS } from './cells';
import { CHARTS } from './charts';
import { DAYS } from './days';
import { FORMULAS } from './formulas';
import { HIDDEN_ROWS } from './hidden-rows';
import { LOOKS } from './looks';
import { MANY } from './many';
import { PROTECTIONS } from './protection';
import { SERVICES } from './services';
import { TABS } from './tabs';

export const FACTS: readonly Fact[] = [
  ...CELLS,
  ...DAYS,
  ...LOOKS,
  ...TABS,
  ...HIDDEN_ROWS,
  ...CHARTS,
  ...PROTECTIONS,
  ...FORMULAS,
  ...SERVICES,
  ...MANY,
];
