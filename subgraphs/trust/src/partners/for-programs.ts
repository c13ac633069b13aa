import { permit } from '@heitu/kit/rules/permissions';
import { PROGRAM_SCOPE, type Interface } from '@heitu/standard';

/**
 * A program looks after its own secrets, keys and webhooks: with a token of the whole contract, never with a narrowed
 * one.
 */
const ofProgram = { role: 'partner', scope: PROGRAM_SCOPE, clause: '11.5.de' } as const;
export const program = permit.scope(ofProgram);
export const adminOrProgram = permit.scope(ofProgram, 'operator-admin');

/** Directives of what the contract for partners shows, with the scope that it takes. */
export const inContract = (scope: Interface['scope'] | typeof PROGRAM_SCOPE): string[] => [
  '@tag(name: "partner")',
  `@tag(name: "scope/${scope}")`,
];
