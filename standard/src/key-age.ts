/**
 * How long a key may be in use, in days (11.5.df names no number): a year is the shortest that NIST SP 800-57 part 1,
 * table 1, gives for keys that sign or wrap others, and the most that what a copied key opens may grow. Within the last
 * `warnedDays` somebody is told, since a key is replaced process by process.
 */
export const KEY_AGE = { daysMax: 365, warnedDays: 30 } as const;
