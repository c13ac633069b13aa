import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import { isSignedIn, ANONYMOUS } from '@heitu/kit/rules/actor';
import { addGraphqlRoute } from '../engines/graphql-route.ts';
import type { EngineParts } from '../engines/engine.ts';
import type { Execution } from '../execution/index.ts';
import type { Seen } from '../seeing/seeing.ts';
import type { GatewayContext } from '../sending.ts';
import { createAnswers, type Body } from './answers.ts';
import { createDocuments, type Prepared } from './documents.ts';
import { isUnexplained, maskErrors } from './mask-errors.ts';
import { answersTold } from './metrics.ts';
import { negotiate } from './negotiate.ts';
import { addressKey, callerKey } from './rates.ts';
import { readRequest } from './read-request.ts';
import { refusalFor } from './refusal-for.ts';
import { Refusal, REFUSALS } from './refusals.ts';
import { send, tell } from './tell.ts';
import { readTrustedDocuments } from './trusted-documents.ts';

export interface FrontParts extends Omit<EngineParts, 'transport'> {
  execution: Execution<GatewayContext>;
}

/** Answers from the next request on by another execution, of this supergraph. */
export type Use = (execution: Execution<GatewayContext>, supergraphSdl: string) => void;

/**
 * /graphql, from the bytes of a request to those of its answer: how often, what, who, which document, at which cost;
 * then kept, joined or run within the deadline. Each step answers or refuses; refusals are told in one place. Decision
 * 13 says why no library stands here.
 */
export async function addFront(
  scope: FastifyInstance,
  { execution, supergraphSdl, settings, rates, callerOf, noteUse, log }: FrontParts,
): Promise<Use> {
  const trusted = readTrustedDocuments(settings.trustedDocuments);
  // Answers go with the documents that they answer.
  const serve = (one: Execution<GatewayContext>, sdl: string) => ({
    documents: createDocuments({ execution: one, supergraph: parse(sdl, { noLocation: true }), trusted, log }),
    answers: settings.answerKeepMs > 0 ? createAnswers(settings.answerKeepMs) : null,
  });
  let serving = serve(execution, supergraphSdl);
  addGraphqlRoute(scope, { slowMs: settings.slowOperationMs, log }, handle);

  async function handle(request: FastifyRequest, reply: FastifyReply, seen: Seen): Promise<FastifyReply> {
    const media = negotiate(request.headers.accept);
    if (!media) return tell(request, reply, new Refusal('NOT_ACCEPTABLE'));
    const told = await answer(request, reply, seen).catch(refusalFor(request.id, log));
    return told instanceof Refusal
      ? tell(request, reply, told, media)
      : send(reply, media, told.hasData || media.is200Only ? 200 : REFUSALS.BAD_USER_INPUT.status, told.json);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply, seen: Seen): Promise<Body | Refusal> {
    const parameters = readRequest(request);
    if (parameters instanceof Refusal) return parameters;
    const beganMs = performance.now();
    const { documents, answers } = serving;
    const actor = await callerOf(request);
    const tooMany = isSignedIn(actor) && (await rates.take('perCaller', callerKey(actor)));
    if (tooMany) return tooMany;
    const isPartner = actor.kind === 'client';
    if (isPartner) seen.program = actor.id;
    const mayAskFreely = isPartner || settings.freeQueries === 'anyone';
    const prepared = await documents.find(
      parameters,
      mayAskFreely ? (isSignedIn(actor) ? callerKey(actor) : addressKey(request.ip)) : null,
    );
    if (prepared instanceof Refusal) return prepared;
    seen.prepared = prepared;
    const refusal =
      mayRun(prepared, request.method, isPartner, parameters.variables) ??
      (prepared.isMutation && !isSignedIn(actor)
        ? await rates.take('strangersPerAddress', addressKey(request.ip))
        : null);
    if (refusal) return refusal;
    noteUse(actor, prepared.tags);
    const { variables } = parameters;
    const isShared =
      prepared.audience === 'everybody' || (prepared.audience === 'strangers' && actor.kind === 'anonymous');
    if (!answers || !isShared) {
      answersTold.inc({ source: 'executed' });
      return run(
        prepared,
        variables,
        { actor, requestId: request.id },
        beganMs,
        prepared.isMutation ? undefined : reply.raw,
      );
    }
    // Whoever asks first runs it for all, and so as nobody, from nowhere.
    const { body, source } = await answers.of(prepared, variables, () =>
      run(prepared, variables, { actor: ANONYMOUS, requestId: request.id }, beganMs),
    );
    answersTold.inc({ source });
    return body;
  }

  function mayRun(
    prepared: Prepared<GatewayContext>,
    method: string,
    isPartner: boolean,
    variables: Readonly<Record<string, unknown>>,
  ): Refusal | null {
    if (prepared.isMutation && method === 'GET') return new Refusal('MUTATION_BY_GET', { allow: 'POST' });
    if (prepared.introspects && settings.isProduction && !isPartner && !prepared.isTrusted)
      return new Refusal('INTROSPECTION_DISABLED');
    const cost = prepared.cost(variables);
    return cost <= settings.costMax ? null : new Refusal('TOO_COSTLY', { max: settings.costMax, asked: cost });
  }

  /** `leaver`: whose connection, once closed, ends it too. A mutation goes on: half of it may be done. */
  async function run(
    { executable }: Prepared<GatewayContext>,
    variables: Readonly<Record<string, unknown>>,
    caller: GatewayContext,
    beganMs: number,
    leaver?: ServerResponse,
  ): Promise<Body> {
    const abort = new AbortController();
    const deadline = setTimeout(
      () => abort.abort(new Refusal('DEADLINE_EXCEEDED', { max: settings.deadlineMs })),
      Math.max(1, settings.deadlineMs - (performance.now() - beganMs)),
    );
    const leave = (): void => abort.abort(new Refusal('UNAVAILABLE'));
    leaver?.once('close', leave);
    if (leaver?.destroyed) leave();
    try {
      const { data, errors } = await executable.run(variables as Record<string, unknown>, caller, abort.signal);
      const hasData = data !== undefined;
      const told = errors?.length
        ? maskErrors(hasData ? errors : errors.map(ofVariables), caller.requestId, log)
        : undefined;
      const json = Buffer.from(JSON.stringify({ errors: told, data }));
      if (json.length > settings.answerBytesMax)
        throw new Refusal('ANSWER_TOO_LARGE', { max: settings.answerBytesMax, asked: json.length });
      return { hasData, hasErrors: !!told, hasUnexplained: errors?.some(isUnexplained), json };
    } finally {
      clearTimeout(deadline);
      leaver?.off('close', leave);
    }
  }

  return (one, sdl) => void (serving = serve(one, sdl));
}

/** Before anything was executed only variables can be wrong; the library gives that no code. */
const ofVariables = (error: GraphQLError): GraphQLError =>
  error.extensions['code']
    ? error
    : new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
