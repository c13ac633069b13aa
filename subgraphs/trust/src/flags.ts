/** Kysely hands values to the driver as they are, and SQLite's binds no booleans; MySQL stores them as the same numbers. */
export const YES = 1 as never;
export const NO = 0 as never;
