import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { isSignedIn } from '@heitu/kit/rules/actor';
import type { Logger } from '@heitu/kit/serving/logging';
import { NULL_WITHOUT_REASON } from '../execution/reasons.ts';
import { maskErrors } from '../front/mask-errors.ts';
import type { Rates } from '../front/rates.ts';
import type { Refusal } from '../front/refusals.ts';
import { rootTags } from '../front/tags.ts';
import type { GatewayContext } from '../sending.ts';
import type { EngineParts } from './engine.ts';

export interface ApolloContext extends GatewayContext {
  /** Under which the caller's address is counted. */
  address: string;
}

/** Nothing is told to Apollo's servers, and no page of theirs is shown. */
export const SILENT = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

const errorOf = ({ row, code, details: [numbers = {}] }: Refusal): GraphQLError =>
  new GraphQLError(row.message, {
    extensions: {
      ...numbers,
      code,
      http: { status: row.status, headers: new HeaderMap([['retry-after', String(numbers.retryAfter)]]) },
    },
  });

/** What strangers may leave behind is limited, and what partners ask is counted, as with our own front. */
export function countingPlugin(
  rates: Rates,
  noteUse: EngineParts['noteUse'],
  tags: () => ReadonlyMap<string, readonly string[]>,
): ApolloServerPlugin<ApolloContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ contextValue: { actor, address }, schema, operation, document }) {
        // Which operation is meant was not said: it is refused when it is to be run.
        if (!operation) return;
        if (operation.operation === OperationTypeNode.MUTATION && !isSignedIn(actor)) {
          const refusal = await rates.take('strangersPerAddress', address);
          if (refusal) throw errorOf(refusal);
        }
        noteUse(actor, rootTags(schema, tags(), operation, document));
      },
    }),
  };
}

const FIELD = /\bfield "?(\w+\.\w+)/;
const unexplained = ({ message, path }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, extensions: { code: NULL_WITHOUT_REASON, field: FIELD.exec(message)?.[1] } });

/** Apollo tells nulls that nobody explained beside the errors; ours are errors, and each is counted and logged. */
export function nullsPlugin(log: Logger): ApolloServerPlugin<ApolloContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response: { body }, contextValue: { requestId } }) {
        if (body.kind !== 'single') return;
        const { valueCompletion, ...extensions } = body.singleResult.extensions ?? {};
        if (!Array.isArray(valueCompletion)) return;
        const nulls = valueCompletion.filter((one) => one instanceof GraphQLError);
        const errors = maskErrors(nulls.map(unexplained), requestId, log);
        body.singleResult = {
          ...body.singleResult,
          errors: [...(body.singleResult.errors ?? []), ...errors],
          extensions: Object.keys(extensions).length > 0 ? extensions : undefined,
        };
      },
    }),
  };
}
