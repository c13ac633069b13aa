/** Flags as a query's parameter: SQLite binds no booleans, and every database compares its flags with 1 and 0. */
export const YES = 1 as unknown as boolean;
export const NO = 0 as unknown as boolean;
