import findMyWay from 'find-my-way';
import { isOutage, jsonAnswer, type EdgeAnswer, type EdgeRequest } from '../messages/peers.ts';
import { ReadsOfOthers } from '../privacy/reads.ts';
import type { Actor } from '../rules/actor.ts';
import { codeOf as codeIn } from '../rules/checked.ts';
import { INTERNAL, unavailable } from '../rules/graphql.ts';
import type { Doorway } from './doorway.ts';
import type { Edge, EdgeParams } from './subgraph.ts';

/** An address within an address is long when it is escaped. */
const PARAM_LETTERS_MAX = 2000;

type Match = { edge: Edge; params: EdgeParams };
/**
 * Fastify's router without its server: what the gateway forwards comes as one signed call or within the process, so no
 * server stands here that could have a route. What names no edge, a malformed escape too, finds null.
 */
function routerOf(edges: readonly Edge[]): (method: string, path: string) => Match | null {
  const router = findMyWay({ maxParamLength: PARAM_LETTERS_MAX });
  for (const edge of edges) router.on(edge.method, edge.path, () => {}, edge);
  return (method, path) => {
    const isOurs = method === 'GET' || method === 'POST' || method === 'DELETE' || method === 'OPTIONS';
    const found = isOurs ? router.find(method, path) : null;
    return found && { edge: found.store, params: found.params };
  };
}

/** The code in a refusing edge's answer; its status where it has none. */
function refusalCode({ status, body }: EdgeAnswer): string {
  try {
    return codeIn(JSON.parse(String(body))) || String(status);
  } catch {
    return String(status);
  }
}
const isRefusal = ({ status }: EdgeAnswer): boolean => status >= 400 && status < 500;

function failed(error: unknown, requestId: string): EdgeAnswer {
  const outage = isOutage(error);
  const told = outage ? { code: 'UNAVAILABLE', message: unavailable().message } : INTERNAL;
  return jsonAnswer(outage ? 503 : 500, { ...told, requestId });
}

export type AnswerEdge = (request: EdgeRequest, actor: Actor, requestId: string) => Promise<EdgeAnswer>;
/** Raw HTTP, as the gateway forwards it. */
export function createEdgeDoor(edges: readonly Edge[], { log, contextOf, record, underWay }: Doorway): AnswerEdge {
  const route = routerOf(edges);
  return async (request, actor, requestId) => {
    const match = route(request.method, request.path);
    if (!match) return { status: 404 };
    const { edge, params } = match;
    const reads = new ReadsOfOthers(actor);
    const operation = `edge ${edge.path}`;
    const context = contextOf(actor, operation, requestId, { audited: edge.isRoutine ? 'named' : true, reads });
    try {
      const answer = await underWay.answer(edge.handle(context, { ...request, params }));
      if (edge.method === 'POST' && isRefusal(answer)) await context.recordRefusal({ code: refusalCode(answer) }, []);
      await underWay.answer(reads.record(operation, requestId, record));
      return answer;
    } catch (error) {
      log[isOutage(error) ? 'warn' : 'error']({ err: error, requestId, edge: edge.path }, 'an edge failed');
      return failed(error, requestId);
    }
  };
}
