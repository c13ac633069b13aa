import type { StatementPlant } from './machine.ts';

/** Bugs planted on purpose, by name: the checker must find each. */
export const plants: Readonly<Record<string, () => StatementPlant>> = {};
