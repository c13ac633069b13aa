import { addWorkingDays } from '@heitu/kit/rules/calendar';

/** So many records of cash at most are paid back by one transfer. */
export const COD_TOGETHER_MAX = 50;
/** So many working days the seller has to say whether what went into its own bank came; then finance looks as well. */
export const COD_ANSWER_WORKING_DAYS = 3;
/** So many finance has for what the seller contests; then the administrator looks as well. */
export const COD_FOUND_WORKING_DAYS = 3;
/** By then nobody has found it: it is owed as before. Silence pays no seller. */
export const COD_SAID_LAPSES_WORKING_DAYS = 20;
export const silentUntilMs = (saidAtMs: number | null | undefined): number =>
  saidAtMs == null ? Infinity : addWorkingDays(saidAtMs, COD_ANSWER_WORKING_DAYS);
