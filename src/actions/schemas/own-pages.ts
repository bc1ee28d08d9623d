import * as z from 'zod/mini';
import { key, maybe, text } from './parts';

/** Whose page, and of which funding year; one's own, and this year, where nothing is said. */
export const ownPageSchema = z.object({ pick: maybe(key('Pick one from the list.')), year: maybe(text(20)) });
