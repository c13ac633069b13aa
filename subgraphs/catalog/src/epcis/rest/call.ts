import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { hasScope, isSignedIn, partiesFor } from '@heitu/kit/rules/actor';
import type { Scope } from '@heitu/standard';
import type { Edge, EdgeParams } from '@heitu/kit/serving/subgraph';
import type { CatalogContext } from '../../context.ts';
import { answerNothing, answerProblem, assertAcceptable, EpcisRefusal, problemOf } from './answers.ts';

/** Goods on their way are the interface of clause 11.8.eb. */
export const READ_SCOPE: Scope = 'stock';
/** Where the gateway leads `/epcis`. */
export const PREFIX = '/epcis-rest';

/** A partner's program at the EPCIS interface, and whose lots it may know of. */
export interface EpcisCall {
  context: CatalogContext;
  request: EdgeRequest & { params: EdgeParams };
  parties: readonly string[];
  /** Below `/epcis`, as it was asked for. */
  path: string;
}
type Handle = (call: EpcisCall) => Promise<EdgeAnswer>;

/** Deny by default: a token, with the scope, for at least one party. */
const guarded =
  (handle: Handle): Edge<CatalogContext>['handle'] =>
  async (context, request) => {
    const { actor } = context;
    if (!isSignedIn(actor)) {
      const problem = { ...problemOf('SecurityException', 'A token is needed.'), status: 401 };
      return answerProblem(problem, { 'www-authenticate': 'Bearer' });
    }
    const parties = partiesFor(actor, ['partner'], READ_SCOPE);
    if (!hasScope(actor, READ_SCOPE) || parties.length === 0)
      return answerProblem(problemOf('SecurityException', `The token lacks the scope ${READ_SCOPE}.`), {
        'www-authenticate': `Bearer error="insufficient_scope", scope="${READ_SCOPE}"`,
      });
    try {
      assertAcceptable(request);
      return await handle({ context, request, parties, path: request.path.slice(PREFIX.length) });
    } catch (error) {
      if (error instanceof EpcisRefusal) return answerProblem(error.problem);
      throw error;
    }
  };

/** An address that is read; OPTIONS tells methods and versions to anybody. */
export const address = (path: string, handle: Handle): Edge<CatalogContext>[] => [
  { method: 'OPTIONS', path: PREFIX + path, handle: async () => answerNothing(204, { allow: 'GET, OPTIONS' }) },
  { method: 'GET', path: PREFIX + path, handle: guarded(handle) },
];
