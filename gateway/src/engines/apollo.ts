import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { isSignedIn, type Actor } from '@heitu/kit/rules/actor';
import type { Logger } from '@heitu/kit/serving/logging';
import type { FrontSettings } from '../front/front.config.ts';
import { maskErrors } from '../front/mask-errors.ts';
import { negotiate } from '../front/negotiate.ts';
import { addressKey, callerKey } from '../front/rates.ts';
import { readRequest, type GraphqlParameters } from '../front/read-request.ts';
import { refusalFor } from '../front/refusal-for.ts';
import { Refusal } from '../front/refusals.ts';
import { readTags } from '../front/tags.ts';
import { tell } from '../front/tell.ts';
import { readTrustedDocuments } from '../front/trusted-documents.ts';
import type { Seen } from '../seeing/seeing.ts';
import { sendOver } from '../sending.ts';
import { createApolloGateway } from './apollo-gateway.ts';
import { countingPlugin, nullsPlugin, SILENT, type ApolloContext } from './apollo-plugins.ts';
import type { Engine } from './engine.ts';
import { addGraphqlRoute } from './graphql-route.ts';

const tagsOf = (sdl: string) => readTags(parse(sdl, { noLocation: true }));

/**
 * @apollo/server and @apollo/gateway over the same supergraph and transport. A request is read, and its caller found
 * and counted, as before our own front; from the text of the operation to its answer everything is Apollo's.
 */
export const apollo: Engine = async (scope, parts) => {
  const { supergraphSdl, settings, rates, load, callerOf, noteUse, log } = parts;
  const textOf = createTexts(settings);
  const { gateway, take } = createApolloGateway(supergraphSdl, sendOver(parts.transport), log);
  let tags = tagsOf(supergraphSdl);
  const { mask, under } = masking(log);
  const server = new ApolloServer<ApolloContext>({
    gateway,
    logger: log,
    plugins: [...SILENT, countingPlugin(rates, noteUse, () => tags), nullsPlugin(log)],
    formatError: mask,
    introspection: !settings.isProduction,
    includeStacktraceInErrorResponses: false,
    nodeEnv: settings.isProduction ? 'production' : 'development',
    // Hashes are those of the clients' builds: nobody registers others.
    persistedQueries: false,
    // A request that another site's page could send was refused while it was read.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
  });
  await server.start();
  scope.addHook('onClose', () => server.stop());

  async function answer(request: FastifyRequest, seen: Seen): Promise<Answer | Refusal> {
    const parameters = readRequest(request);
    if (parameters instanceof Refusal) return parameters;
    // Nothing of the operation is known before Apollo has parsed it.
    const place = load.place('apollo', 'own');
    try {
      return place.enter() ?? (await answerTo(parameters, request, seen));
    } finally {
      place.leave();
    }
  }
  async function answerTo(
    parameters: GraphqlParameters,
    request: FastifyRequest,
    seen: Seen,
  ): Promise<Answer | Refusal> {
    const actor = await callerOf(request);
    if (actor.kind === 'client') seen.program = actor.id;
    const tooMany = isSignedIn(actor) && (await rates.take('perCaller', callerKey(actor)));
    if (tooMany) return tooMany;
    const query = textOf(parameters, actor);
    if (query instanceof Refusal) return query;
    return under(request.id, () =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: httpRequest(request, { ...parameters, query }),
        context: async () => ({ actor, requestId: request.id, address: addressKey(request.ip) }),
      }),
    );
  }
  addGraphqlRoute(scope, { slowMs: settings.slowOperationMs, log }, async (request, reply, seen) => {
    const told = await answer(request, seen).catch(refusalFor(request.id, log));
    return told instanceof Refusal
      ? tell(request, reply, told, negotiate(request.headers.accept) ?? undefined)
      : sendAnswer(reply, told);
  });
  return (sdl) => {
    const next = tagsOf(sdl);
    take(sdl);
    tags = next;
  };
};

type Answer = Awaited<ReturnType<ApolloServer['executeHTTPGraphQLRequest']>>;

/** Masks Apollo's errors as ours, under the id of the request that is answered. */
function masking(log: Logger) {
  const requestIds = new AsyncLocalStorage<string>();
  return {
    under: <T>(requestId: string, work: () => T): T => requestIds.run(requestId, work),
    mask(_formatted: unknown, error: unknown) {
      const known =
        error instanceof GraphQLError
          ? error
          : new GraphQLError(String(error), { originalError: error instanceof Error ? error : undefined });
      const told = must(maskErrors([known], requestIds.getStore() ?? '', log)[0], 'a masked error');
      return { ...told, extensions: told.extensions };
    },
  };
}

/** The text of what is asked: by its hash in the clients' manifests, or the caller's own where it may send one. */
function createTexts({ trustedDocuments, freeQueries }: FrontSettings) {
  const documents = readTrustedDocuments(trustedDocuments);
  const texts = new Set(documents.values());
  return ({ hash, query }: GraphqlParameters, actor: Actor): string | Refusal => {
    const text = documents.get(hash ?? '') ?? query;
    if (text === undefined) return new Refusal('PERSISTED_QUERY_NOT_FOUND');
    const isFree = freeQueries === 'anyone' || actor.kind === 'client';
    return isFree || texts.has(text) ? text : new Refusal('DOCUMENT_NOT_TRUSTED');
  };
}

/** As Apollo reads it: by GET from the address, by POST from the body. */
function httpRequest({ method, headers }: FastifyRequest, asked: GraphqlParameters & { query: string }) {
  const { query, variables, operationName } = asked;
  const { accept } = headers;
  const named: Record<string, string> = operationName === undefined ? {} : { operationName };
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables), ...named });
  return {
    method,
    headers: new HeaderMap([['content-type', 'application/json'], ...(accept ? [['accept', accept] as const] : [])]),
    search: search.toString(),
    body: { query, variables, ...named },
  };
}

function sendAnswer(reply: FastifyReply, { status = 200, headers, body }: Answer): FastifyReply {
  if (body.kind !== 'complete') throw new Error('answers in parts are not asked for');
  return reply
    .code(status)
    .headers({ ...Object.fromEntries(headers), 'cache-control': 'no-store' })
    .send(body.string);
}
