import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Actor } from '@heitu/kit/actor';
import { unavailable } from '@heitu/kit/graphql';
import { Unavailable, type GraphAnswer, type Transport } from '@heitu/kit/peers';

export interface GatewayContext {
  actor: Actor;
  requestId: string;
}

/** Carries a fetch of the plan to its subgraph, in process or over HTTP, as the caller that was verified once. */
export class TransportDataSource implements GraphQLDataSource<GatewayContext> {
  readonly #name: string;
  readonly #transport: Transport;

  constructor(name: string, transport: Transport) {
    this.#name = name;
    this.#transport = transport;
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): ReturnType<GraphQLDataSource<GatewayContext>['process']> {
    const { actor, requestId } = context as GatewayContext;
    const { query, variables, operationName } = request;
    const answer = await this.#transport.execute(this.#name, { query: query!, variables, operationName: operationName ?? undefined }, actor, requestId).catch((error): GraphAnswer => {
      if (!(error instanceof Unavailable)) throw error;
      const { message, extensions } = unavailable();
      return { errors: [{ message, extensions }] };
    });
    return answer as Awaited<ReturnType<GraphQLDataSource<GatewayContext>['process']>>;
  }
}
