import { manyWorlds } from './many-worlds';

manyWorlds(1);
