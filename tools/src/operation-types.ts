import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** What has a form of its own in JSON, as it comes out of an answer. */
const SCALARS = { ID: 'string', DateTime: 'string', LocalDate: 'string', SafeInt: 'number' };

/** TypeScript for what goes into each of these operations and comes back; an enum is the union of its values. */
export function operationTypes(
  schema: GraphQLSchema,
  documents: readonly { file: string; document: DocumentNode }[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<string> | string {
  if (documents.length === 0) return '';
  return codegen({
    filename: '',
    schema: undefined as never,
    schemaAst: schema,
    // Copies: the generator takes fragments out that it has seen in another document, and their hash with them.
    documents: documents.map(({ file, document }) => ({ location: file, document: structuredClone(document) })),
    config: {
      skipTypename: true,
      useTypeImports: true,
      enumsAsTypes: true,
      enumType: 'string-literal',
      dedupeFragments: true,
      disableDescriptions: true,
      scalars: SCALARS,
      ...config,
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
  });
}
