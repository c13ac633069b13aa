import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import { isSignedIn, ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { addGraphqlRoute } from '../engines/graphql-route.ts';
import type { EngineParts } from '../engines/engine.ts';
import type { Execution } from '../execution/index.ts';
import type { Seen } from '../seeing/seeing.ts';
import type { GatewayContext } from '../sending.ts';
import { createAnswers, type Answers } from './answers.ts';
import type { Body } from './body.ts';
import { createDocuments, type Documents } from './documents.ts';
import { answersTold } from './metrics.ts';
import type { Place } from './load.ts';
import { negotiate } from './negotiate.ts';
import type { Prepared } from './prepare.ts';
import { addressKey, callerKey } from './rates.ts';
import { readRequest, type GraphqlParameters } from './read-request.ts';
import { refusalFor } from './refusal-for.ts';
import { noteRefused } from './refused.ts';
import { Refusal, REFUSALS } from './refusals.ts';
import { runWithin } from './run-within.ts';
import { send, tell, tellAge } from './tell.ts';
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
export async function addFront(scope: FastifyInstance, parts: FrontParts): Promise<Use> {
  const front = new Front(parts);
  const { settings, log } = parts;
  addGraphqlRoute(scope, { slowMs: settings.slowOperationMs, log }, (request, reply, seen) =>
    front.handle(request, reply, seen),
  );
  return (execution, sdl) => front.use(execution, sdl);
}

/** Answers go with the documents that they answer. */
interface Serving {
  documents: Documents<GatewayContext>;
  answers: Answers | null;
}

class Front {
  readonly #parts: FrontParts;
  readonly #trusted: ReadonlyMap<string, string>;
  #serving: Serving;
  constructor(parts: FrontParts) {
    this.#parts = parts;
    this.#trusted = readTrustedDocuments(parts.settings.trustedDocuments);
    this.#serving = this.#serve(parts.execution, parts.supergraphSdl);
  }
  use(execution: Execution<GatewayContext>, sdl: string): void {
    this.#serving = this.#serve(execution, sdl);
  }
  #serve(execution: Execution<GatewayContext>, sdl: string): Serving {
    const { settings, log } = this.#parts;
    const supergraph = parse(sdl, { noLocation: true });
    return {
      documents: createDocuments({ execution, supergraph, trusted: this.#trusted, log }),
      answers:
        settings.answerKeepMs + settings.staleMsMax > 0
          ? createAnswers(settings.answerKeepMs, settings.staleMsMax)
          : null,
    };
  }

  async handle(request: FastifyRequest, reply: FastifyReply, seen: Seen): Promise<FastifyReply> {
    const media = negotiate(request.headers.accept);
    if (!media) return tell(request, reply, new Refusal('NOT_ACCEPTABLE'));
    const told = await this.#answer(request, reply, seen).catch(refusalFor(request.id, this.#parts.log));
    if (!(told instanceof Refusal) && told.staleSeconds !== undefined) tellAge(reply, told.staleSeconds);
    if (!(told instanceof Refusal) && told.isDenied) noteRefused(request, 'not-allowed');
    return told instanceof Refusal
      ? tell(request, reply, told, media)
      : send(reply, media, told.hasData || media.is200Only ? 200 : REFUSALS.BAD_USER_INPUT.status, told.json);
  }

  async #answer(request: FastifyRequest, reply: FastifyReply, seen: Seen): Promise<Body | Refusal> {
    const parameters = readRequest(request);
    if (parameters instanceof Refusal) return parameters;
    const known = this.#serving.documents.trusted(parameters);
    const place = this.#parts.load.place(known?.executable.operation.name?.value ?? 'free', known?.worth ?? 'public');
    try {
      // Who asks is asked of a subgraph; nobody needs that for an answer that is kept.
      const noRoom = request.headers.authorization === undefined ? null : place.enter();
      return noRoom ?? (await this.#answerAt(place, known, parameters, request, reply, seen));
    } finally {
      place.leave();
    }
  }

  async #answerAt(
    place: Place,
    known: Prepared<GatewayContext> | null,
    parameters: GraphqlParameters,
    request: FastifyRequest,
    reply: FastifyReply,
    seen: Seen,
  ): Promise<Body | Refusal> {
    const { settings, rates, noteUse } = this.#parts;
    const beganMs = performance.now();
    const { documents, answers } = this.#serving;
    const actor = await this.#whoAsks(request, known);
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
      this.#mayRun(prepared, request.method, isPartner, parameters.variables) ??
      (prepared.isMutation && !isSignedIn(actor)
        ? await rates.take('strangersPerAddress', addressKey(request.ip))
        : null);
    if (refusal) return refusal;
    noteUse(actor, prepared.tags);
    const { variables } = parameters;
    const isShared =
      prepared.audience === 'everybody' || (prepared.audience === 'strangers' && actor.kind === 'anonymous');
    const run = async (caller: GatewayContext, leaver?: FastifyReply['raw']): Promise<Body> => {
      const noRoom = place.enter();
      if (noRoom) throw noRoom;
      return runWithin(this.#parts, prepared, variables, caller, beganMs, leaver);
    };
    const requestId = request.id;
    if (!answers || prepared.audience === 'nobody') {
      answersTold.inc({ source: 'executed' });
      return run({ actor, requestId }, prepared.isMutation ? undefined : reply.raw);
    }
    // Whoever asks first runs it for all, and so as nobody, from nowhere.
    const { body, source } = isShared
      ? await answers.of(prepared, variables, () => run({ actor: ANONYMOUS, requestId }))
      : await answers.ownOf(prepared, variables, () => run({ actor, requestId }, reply.raw));
    answersTold.inc({ source });
    return body;
  }

  /** Where nobody can say who asks, whoever asks for what is public sees what strangers see. */
  #whoAsks(request: FastifyRequest, known: Prepared<GatewayContext> | null): Promise<Actor> {
    const asked = this.#parts.callerOf(request);
    if (!known || known.audience === 'nobody') return asked;
    return asked.catch((error: unknown) => {
      if (error instanceof GraphQLError && error.extensions['code'] === 'UNAVAILABLE') return ANONYMOUS;
      throw error;
    });
  }

  #mayRun(
    prepared: Prepared<GatewayContext>,
    method: string,
    isPartner: boolean,
    variables: Readonly<Record<string, unknown>>,
  ): Refusal | null {
    const { settings } = this.#parts;
    if (prepared.isMutation && method === 'GET') return new Refusal('MUTATION_BY_GET', { allow: 'POST' });
    if (prepared.introspects && settings.isProduction && !isPartner && !prepared.isTrusted)
      return new Refusal('INTROSPECTION_DISABLED');
    const cost = prepared.cost(variables);
    return cost <= settings.costMax ? null : new Refusal('TOO_COSTLY', { max: settings.costMax, asked: cost });
  }
}
