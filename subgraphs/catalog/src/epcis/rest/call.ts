import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { hasScope, isSignedIn, partiesFor } from '@heitu/kit/rules/actor';
import { CAPTURE_SCOPE, type Scope } from '@heitu/standard';
import type { Edge, EdgeParams } from '@heitu/kit/serving/subgraph';
import type { CatalogContext } from '../../context.ts';
import { answerNothing, answerProblem, assertAcceptable, EpcisRefusal, problemOf } from './answers.ts';

/** Goods on their way are the interface of clause 11.8.eb. */
export const READ_SCOPE: Scope = 'stock';
/** A token of it may also send events. */
export const WRITE_SCOPE: Scope = CAPTURE_SCOPE;
/** Where the gateway leads `/epcis`. */
export const PREFIX = '/epcis-rest';

/** A partner's program at the EPCIS interface, and whose lots it may know of. */
export interface EpcisCall {
  context: CatalogContext;
  request: EdgeRequest & { params: EdgeParams };
  parties: readonly string[];
  /** The party whose program it is, where its token has the scope for it. */
  own: string | null;
  /** Below `/epcis`, as it was asked for. */
  path: string;
}
export type Handle = (call: EpcisCall) => Promise<EdgeAnswer>;

/** Deny by default: a token, with the scope, for at least one party. */
const guarded =
  (scope: Scope, handle: Handle): Edge<CatalogContext>['handle'] =>
  async (context, request) => {
    const { actor } = context;
    if (!isSignedIn(actor)) {
      const problem = { ...problemOf('SecurityException', 'A token is needed.'), status: 401 };
      return answerProblem(problem, { 'www-authenticate': 'Bearer' });
    }
    const parties = partiesFor(actor, ['partner'], scope);
    if (!hasScope(actor, scope) || parties.length === 0)
      return answerProblem(problemOf('SecurityException', `The token lacks the scope ${scope}.`), {
        'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"`,
      });
    try {
      assertAcceptable(request);
      const own = actor.partyId !== undefined && parties.includes(actor.partyId) ? actor.partyId : null;
      return await handle({ context, request, parties, own, path: request.path.slice(PREFIX.length) });
    } catch (error) {
      if (error instanceof EpcisRefusal) return answerProblem(error.problem, error.headers);
      throw error;
    }
  };

type Method = Exclude<Edge['method'], 'OPTIONS'>;
interface Offer {
  scope: Scope;
  handles: Readonly<Partial<Record<Method, Handle>>>;
  /** What OPTIONS tells beside methods and versions. */
  tells?: Readonly<Record<string, string>>;
}
const METHODS: readonly Method[] = ['GET', 'POST', 'DELETE'];

/** An address with what can be done there; OPTIONS tells methods and versions to anybody. */
export function offered(path: string, { scope, handles, tells = {} }: Offer): Edge<CatalogContext>[] {
  const edges = METHODS.flatMap((method): Edge<CatalogContext>[] => {
    const handle = handles[method];
    return handle ? [{ method, path: PREFIX + path, handle: guarded(scope, handle) }] : [];
  });
  const allow = [...edges.map(({ method }) => method), 'OPTIONS'].join(', ');
  return [
    { method: 'OPTIONS', path: PREFIX + path, handle: async () => answerNothing(204, { allow, ...tells }) },
    ...edges,
  ];
}
/** An address that is read. */
export const address = (path: string, handle: Handle): Edge<CatalogContext>[] =>
  offered(path, { scope: READ_SCOPE, handles: { GET: handle } });
