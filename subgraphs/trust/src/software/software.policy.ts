import { z } from '@heitu/kit/rules/validate';
import { keysOf } from '@heitu/kit/rules/checked';
import { SOFTWARE_CLIENTS, SOFTWARE_RELEASES } from '@heitu/standard';

/** So many days are told at once. */
export const SOFTWARE_DAYS_MAX = 62;
/** Of those who use a release on a day, how many may see it crash or stand still: what app shops take for bad. */
export const NOT_CRASHED_MIN = 0.99;
export const NOT_FROZEN_MIN = 0.995;
/** Fewer uses than that say nothing. */
export const JUDGED_USES_MIN = 100;
/**
 * One who tells of a host outside may have added to the page themselves, or not tell the truth; so many on one day have
 * met the software itself.
 */
export const STRAY_TELLERS_MIN = 3;
/** Two who tell of it on each of so many days have met the software itself too. */
export const STRAY_PAIRS_MIN = 2;
export const STRAY_DAYS_MIN = 3;
/** A share needs no whole: after so many no more are counted that day, so that nobody fills the table. */
export const COUNTED_A_DAY_MAX = 20_000;
export const TOLD_BYTES_MAX = 500;

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?$/;
/** What our software tells of itself: that it was started, and what went wrong since; nothing of whoever holds it. */
export const toldOfSoftware = z
  .object({
    client: z.enum(keysOf(SOFTWARE_CLIENTS)),
    release: z.enum(SOFTWARE_RELEASES),
    crashed: z.boolean().default(false),
    frozen: z.boolean().default(false),
    strayedTo: z.string().regex(HOST).optional(),
  })
  .strict();
export type ToldOfSoftware = z.output<typeof toldOfSoftware>;
