import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from '@heitu/kit/serving/logging';
import { assertCanBeServed } from '../execution/index.ts';
import type { FetchAnswer, Send } from '../execution/index.ts';
import type { GatewayContext } from '../sending.ts';
import type { TakeSupergraph } from './engine.ts';

/** A subgraph does not decide the status of the whole answer, as its errors would do here. */
const withoutStatus = ({ data, errors }: FetchAnswer) => ({
  data,
  ...(errors && {
    errors: errors.map(({ message, path, extensions: { http: _http, ...extensions } = {} }) => ({
      message,
      path,
      extensions,
    })),
  }),
});

/** A subgraph, asked over our transport as the caller that was verified once. */
const dataSourceOver = (send: Send<GatewayContext>, service: string): GraphQLDataSource<GatewayContext> => ({
  async process(options) {
    // Nothing else is ever asked: the supergraph is at hand, and health is not Apollo's to look after.
    if (!('incomingRequestContext' in options)) throw new Error(`${options.kind} is not asked here`);
    const { request, document, context } = options;
    const { query = '', variables = {}, operationName } = request;
    return withoutStatus(await send(service, { query, variables, operationName, document }, context));
  },
});

/** @apollo/gateway over the supergraph, before it is loaded, and how it takes another. */
export function createApolloGateway(
  supergraphSdl: string,
  send: Send<GatewayContext>,
  logger: Logger,
): { gateway: ApolloGateway; take: TakeSupergraph } {
  let update: TakeSupergraph | undefined;
  const gateway = new ApolloGateway({
    logger,
    async supergraphSdl(hooks) {
      ({ update } = hooks);
      return { supergraphSdl };
    },
    buildService: ({ name }) => dataSourceOver(send, name),
  });
  assertCanBeServed(supergraphSdl);
  return {
    gateway,
    take(sdl) {
      if (!update) throw new Error('the gateway is not loaded yet');
      update(sdl);
    },
  };
}
