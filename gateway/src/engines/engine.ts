import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '@heitu/kit/rules/actor';
import type { Transport } from '@heitu/kit/messages/peers';
import type { Logger } from '@heitu/kit/serving/logging';
import type { FrontSettings } from '../front/front.config.ts';
import type { Load } from '../front/load.ts';
import type { Rates } from '../front/rates.ts';

export interface EngineParts {
  supergraphSdl: string;
  transport: Transport;
  settings: FrontSettings;
  rates: Rates;
  load: Load;
  /** Who calls; throws a GraphQLError with one of our codes, or a Refusal. */
  callerOf(request: FastifyRequest): Promise<Actor>;
  /** Told what each request that may run asks for. */
  noteUse(actor: Actor, tags: readonly string[]): void;
  log: Logger;
}

/**
 * Serves another supergraph, which plans answer rightly (`assertCanBeServed`), from the next request on; those under
 * way end as they began. Throws where that cannot be, and nothing has changed.
 */
export type TakeSupergraph = (supergraphSdl: string) => void;

/** What answers /graphql: it adds the route to the scope, and says how it takes another supergraph. */
export type Engine = (scope: FastifyInstance, parts: EngineParts) => Promise<TakeSupergraph>;
