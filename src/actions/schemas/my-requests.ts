import * as z from 'zod/mini';
import { filled, key, maybe, text, token } from './parts';

export const answerSchema = z.object({ token, request: key('Pick a request.'), answer: filled('Type your answer.') });
export type AnswerQuestion = z.infer<typeof answerSchema>;

/** Blank where nothing is answered: a problem, an idea or a question needs it, which the action knows. */
export const seeToSchema = z.object({ token, request: key('Pick a request.'), answer: maybe(text()) });

export const withdrawSchema = z.object({ token, request: key('Pick a request.'), reason: maybe(text()) });
export type Withdraw = z.infer<typeof withdrawSchema>;
