import { manyWorlds } from './many-worlds';

manyWorlds(0);
