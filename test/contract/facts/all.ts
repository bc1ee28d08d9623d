import type { Fact } from '../fact';
import { CELLS } from './cells';
import { DAYS } from './days';
import { FORMULAS } from './formulas';
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
  ...PROTECTIONS,
  ...FORMULAS,
  ...SERVICES,
  ...MANY,
];
