import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { lookTable, type ClauseRef, type Desk, type LookTimes, type Role } from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';

/**
 * A person's look at goods that were published: the words were judged before, by rules; pictures and what rules do not
 * know are judged here (6.5.b).
 */
export const lookLifecycle = lifecycleOf<Role, Desk, ClauseRef, LookTimes>()({
  name: 'public-look',
  ...lookTable({ lookers: WITHDRAWERS, publishers: SELLERS }),
});
