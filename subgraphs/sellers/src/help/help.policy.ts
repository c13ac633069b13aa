import type { Role } from '@heitu/standard';

export const OPEN_HELP_REQUESTS_MAX = 10;
/** Who answers questions (6.2.b). */
export const HELPERS = ['operator-admin', 'reviewer', 'mediator'] as const satisfies readonly Role[];
/** Within this a question is answered; then the operator's administrators see that it was not. */
export const ANSWER_WORKING_DAYS = 2;
