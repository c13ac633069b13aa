import type { Refused } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

/** A refusal under the clause of the first thing that is wrong, where that is known more exactly than the table's. */
export const underClause = <Code extends string>(
  refused: Refused<Code>,
  clause: ClauseRef | undefined,
): Refused<Code> => (clause ? { ...refused, clause } : refused);
