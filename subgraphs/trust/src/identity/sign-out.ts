import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { SessionEnded } from './account.view.ts';
import { endOwn } from './end-session.ts';

/** Whoever has a session leaves it: a person, a delegate, a program. */
export const signOut = mutation({
  name: 'signOut',
  description: 'Ends the session that asks.',
  may: permit.signedIn,
  input: z.object({}),
  refusals: { NOT_FOUND },
  shows: asItIs(SessionEnded),
  run: (context) => endOwn(context, context.actor.sessionId ?? ''),
});
