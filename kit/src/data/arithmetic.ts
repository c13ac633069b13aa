import { raw } from '@mikro-orm/core';

/** `{ free: minus('free', 3) }` in a conditional update: the database does the sum, so that nobody's change is lost. */
export const plus = (column: string, amount: number) => raw<number>(`${column} + ?`, [amount]);
export const minus = (column: string, amount: number) => raw<number>(`${column} - ?`, [amount]);
