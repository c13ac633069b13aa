import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { FetchAnswer, FetchRequest } from '@heitu/gateway/execution/index';

const LEAVES: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  Float: 1,
  SafeInt: 1,
  DateTime: '2026-11-28T12:00:00+08:00',
  LocalDate: '2026-11-28',
};
const leafOf = (type: GraphQLOutputType | GraphQLInputType): unknown => {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues()[0]!.name : (LEAVES[named.name] ?? 'text');
};

/** Something for each field, at any depth: one item in a list, the first of several types. */
function anything(schema: GraphQLSchema, type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return anything(schema, type.ofType);
  if (isListType(type)) return [anything(schema, type.ofType)];
  if (isAbstractType(type)) return { __typename: schema.getPossibleTypes(type)[0]!.name };
  return isObjectType(type) ? {} : leafOf(type);
}

/** A subgraph that has an answer to everything. */
export function talkative(sdl: string): (request: FetchRequest) => Promise<FetchAnswer> {
  const schema = buildSubgraphSchema(parse(sdl));
  return async ({ query, variables }) =>
    (await execute({
      schema,
      document: parse(query),
      variableValues: variables as Record<string, unknown>,
      fieldResolver: (source: Record<string, unknown> | undefined, args, _context, { fieldName, returnType }) =>
        fieldName === '_entities'
          ? (args as { representations: unknown[] }).representations
          : (source?.[fieldName] ?? anything(schema, returnType)),
      typeResolver: (value: { __typename?: string }) => value.__typename,
    })) as unknown as FetchAnswer;
}

/** A value for a variable of this scalar. */
export const leafGiven = (type: string): unknown => LEAVES[type.replace('!', '')] ?? 'text';

export const rootFieldsOf = (sdl: string) => buildSubgraphSchema(parse(sdl)).getQueryType()!.getFields();
