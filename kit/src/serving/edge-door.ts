import { isOutage, type EdgeAnswer, type EdgeRequest } from '../messages/peers.ts';
import { ReadsOfOthers } from '../privacy/reads.ts';
import type { Actor } from '../rules/actor.ts';
import { unavailable } from '../rules/graphql.ts';
import type { Doorway } from './doorway.ts';
import type { Edge } from './subgraph.ts';

interface Match {
  edge: Edge;
  params: Readonly<Record<string, string>>;
}

/** The values of a path's `:name` parts, or null where it is another path. */
function paramsOf(pattern: string, path: string): Match['params'] | null {
  const got = path.split('/');
  const wanted = pattern.split('/');
  if (wanted.length !== got.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const given = got[i] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given);
    else if (part !== given) return null;
  }
  return params;
}

/** Routes are few: they are looked through in their order. A malformed escape in the path names nothing. */
function matchEdge(edges: readonly Edge[], method: string, path: string): Match | null {
  try {
    for (const edge of edges) {
      const params = edge.method === method ? paramsOf(edge.path, path) : null;
      if (params) return { edge, params };
    }
    return null;
  } catch {
    return null;
  }
}

/** The code in a refusing edge's answer; its status where it has none. */
function codeOf({ status, body }: EdgeAnswer): string {
  try {
    return String((JSON.parse(String(body)) as { code?: string }).code ?? status);
  } catch {
    return String(status);
  }
}
const isRefusal = ({ status }: EdgeAnswer): boolean => status >= 400 && status < 500;

function failed(error: unknown, requestId: string): EdgeAnswer {
  const outage = isOutage(error);
  const told = outage
    ? { code: 'UNAVAILABLE', message: unavailable().message }
    : { code: 'INTERNAL', message: '系统出了问题，请稍后再试' };
  return {
    status: outage ? 503 : 500,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...told, requestId }),
  };
}

export type AnswerEdge = (request: EdgeRequest, actor: Actor, requestId: string) => Promise<EdgeAnswer>;
/** Raw HTTP, as the gateway forwards it. */
export function createEdgeDoor(edges: readonly Edge[], { log, contextOf, record, underWay }: Doorway): AnswerEdge {
  return async (request, actor, requestId) => {
    const match = matchEdge(edges, request.method, request.path);
    if (!match) return { status: 404 };
    const { edge, params } = match;
    const reads = new ReadsOfOthers(actor);
    const operation = `edge ${edge.path}`;
    const context = contextOf(actor, operation, requestId, { audited: true, reads });
    try {
      const answer = await underWay.answer(edge.handle(context as never, { ...request, params }));
      if (edge.method === 'POST' && isRefusal(answer)) await context.recordRefusal({ code: codeOf(answer) }, []);
      await underWay.answer(reads.record(operation, requestId, record));
      return answer;
    } catch (error) {
      log[isOutage(error) ? 'warn' : 'error']({ err: error, requestId, edge: edge.path }, 'an edge failed');
      return failed(error, requestId);
    }
  };
}
