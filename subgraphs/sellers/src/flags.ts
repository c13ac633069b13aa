/** A flag in a Kysely `where`: SQLite's driver binds no booleans, and every database stores these as 0 and 1. */
export const YES = 1 as unknown as boolean;
