import { NOT_FOUND, ok, refuse } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { DELEGATE_ROLE } from '../delegation/delegation.policy.ts';
import { sessions } from './account.moves.ts';
import { SessionEnded } from './account.view.ts';

const refusals = { NOT_FOUND } as const;

/** The owner ends one of their sessions; its token is refused from then on. */
export const endSession = mutation({
  name: 'endSession',
  description: "Ends one of the caller's own sessions; its token is refused from then on.",
  may: permit.role('consumer', DELEGATE_ROLE),
  input: z.object({ sessionId: identifier().describe("One of the caller's own; see sessions.") }),
  refusals,
  shows: asItIs(SessionEnded),
  run: (context, { sessionId }) => endOwn(context, sessionId),
});

/** Of the caller's own. */
export const endOwn = (context: TrustContext, sessionId: string) =>
  context.transaction(async (tx) => {
    const session = await tx.rows
      .selectFrom('Session')
      .select(['id', 'endedAtMs'])
      .where('id', '=', sessionId)
      .where('holderId', '=', context.actor.id)
      .executeTakeFirst();
    if (!session) return refuse(refusals, 'NOT_FOUND');
    const gone = () => refuse(refusals, 'NOT_FOUND');
    const refused = await sessions.move(context, tx, 'end', session, gone, { parts: ['holder'] });
    return refused ?? ok({ sessionId });
  });
