import type { Once } from '@heitu/kit/rules/lifecycle';
import type { Role } from '@heitu/standard';

export const OPEN_HELP_REQUESTS_MAX = 10;
/** A question is answered once (6.2.b). */
export const ANSWER_HELP = {
  at: 'answeredAtMs',
  action: 'answer',
  by: ['operator-admin', 'reviewer', 'mediator'],
} as const satisfies Once<string, Role>;
