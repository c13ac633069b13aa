import { readFileSync } from 'node:fs';
import {
  execute,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { pino } from 'pino';
import type { Actor } from '@heitu/kit/rules/actor';
import type { Transport } from '@heitu/kit/messages/peers';
import { buildSubgraph, referencesOf } from '@heitu/kit/serving/subgraph';
import { startGateway } from '@heitu/gateway/gateway';
import { MANIFESTS, SUPERGRAPH_FILE } from '@heitu/gateway/standalone';
import { OPEN } from './open.fixture.ts';

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: 'planted',
  String: 'planted',
  Int: 1,
  SafeInt: 1,
  Float: 1,
  Boolean: true,
  DateTime: 0,
  LocalDate: '2026-11-25',
};

/** A value of the type with nothing missing; of a union its member number `pass`. */
function planted(type: GraphQLOutputType, pass: number): unknown {
  if (isNonNullType(type)) return planted(type.ofType as GraphQLOutputType, pass);
  if (isListType(type)) return [planted(type.ofType as GraphQLOutputType, pass)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isUnionType(type)) return { __typename: type.getTypes()[pass % type.getTypes().length]!.name };
  return isObjectType(type) ? {} : SCALARS[getNamedType(type).name];
}

/** Answers every field with a planted value, behind the rules as they are. */
function plantValues(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = (value: { __typename: string }) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (_parent, _args, context: { pass: number }) => planted(field.type, context.pass);
  }
}

export interface PlantedPlatform {
  /** Asks the gateway over HTTP as `actor`; unions answer with their member number `pass`. */
  post(
    actor: Actor,
    pass: number,
    query: string,
  ): Promise<{
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
  }>;
  close(): Promise<void>;
}

/**
 * The gateway and the rules as they are, with every row there is to wish for behind them: what is missing from an
 * answer was refused.
 */
export async function startPlantedPlatform(): Promise<PlantedPlatform> {
  const schemas = new Map(
    MANIFESTS.map((manifest) => {
      const references = Object.fromEntries(Object.keys(referencesOf(manifest)).map((type) => [type, () => ({})]));
      return [manifest.name, buildSubgraph({ ...manifest, references }, plantValues).schema];
    }),
  );
  const actors = new Map<string, Actor>();
  const transport: Transport = {
    async execute(to, request, actor, requestId) {
      const { data, errors } = await execute({
        schema: schemas.get(to)!,
        document: parse(request.query),
        variableValues: request.variables,
        contextValue: {
          actor,
          pass: Number(requestId.split('-')[2]),
          beginAct: () => {},
          recordRefusal: async () => {},
        },
      });
      return {
        data: data as Record<string, unknown>,
        ...(errors && { errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })) }),
      };
    },
    authenticate: async (_to, token) => actors.get(token) ?? null,
    deliver: async () => [],
    edge: async () => ({ status: 404 }),
  };
  const server = await startGateway({
    supergraphSdl: readFileSync(SUPERGRAPH_FILE, 'utf8'),
    transport,
    authority: 'trust',
    port: 0,
    host: '127.0.0.1',
    isProduction: true,
    front: OPEN,
    log: pino({ level: 'silent' }),
    ready: async () => true,
  });
  const url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}/graphql`;
  return {
    async post(actor, pass, query) {
      const token = `${actor.delegation?.id ?? 'self'}.${actor.grants.map(({ role }) => role).join('.')}`;
      actors.set(token, actor);
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-request-id': `planted-pass-${pass}`,
          ...(actor.kind !== 'anonymous' && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as never;
    },
    close: () => server.close(),
  };
}
