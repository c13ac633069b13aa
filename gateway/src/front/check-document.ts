import {
  GraphQLError,
  Kind,
  Lexer,
  parse,
  Source,
  specifiedRules,
  TokenKind,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { errorOf } from '@heitu/kit/rules/checked';
import { withoutValues } from '../without-values.ts';
import { DOCUMENT_LIMITS, ERRORS_MAX } from './limits.ts';
import { measureDocument, withinLimits } from './measure-document.ts';
import { Refusal, type RefusalCode } from './refusals.ts';

/** Parses what was sent; refuses what is too much or not valid. */
export function checkDocument(schema: GraphQLSchema, text: string, isTrusted: boolean): DocumentNode | Refusal {
  let document: DocumentNode;
  try {
    document = parse(text, isTrusted ? {} : { maxTokens: DOCUMENT_LIMITS.tokens.max });
  } catch (error) {
    return parseRefusal(errorOf(error), text);
  }
  if (!isTrusted) {
    const refusal = withinLimits(measureDocument(document));
    if (refusal) return refusal;
  }
  const errors = validate(schema, document, specifiedRules, { maxErrors: ERRORS_MAX });
  if (errors.length > 0) return refusalOf('GRAPHQL_VALIDATION_FAILED', errors);
  // The rules of the specification look at nothing below a root that the schema has not: `mutation { signOut }` of a
  // schema without mutations passes them.
  const rootless = document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(definition.operation),
  );
  if (rootless)
    return refusalOf('GRAPHQL_VALIDATION_FAILED', [
      new GraphQLError('The schema has no root for this operation.', { nodes: rootless }),
    ]);
  return document;
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;
function parseRefusal(error: Error, text: string): Refusal {
  const { tokens, depth } = DOCUMENT_LIMITS;
  // The parser goes down with the document, until its stack ends: before or after so many tokens, as much as its frames
  // take just then.
  const isTooLong =
    error instanceof GraphQLError ? TOO_MANY_TOKENS.test(error.message) : hasMoreTokens(text, tokens.max);
  // Counting stops there.
  if (isTooLong) return new Refusal('TOO_MANY_TOKENS', { max: tokens.max, asked: tokens.max + 1 });
  return error instanceof GraphQLError
    ? refusalOf('GRAPHQL_PARSE_FAILED', [error])
    : new Refusal('TOO_DEEP', { max: depth.max, asked: depth.max + 1 });
}
function hasMoreTokens(text: string, max: number): boolean {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count <= max; count++) if (lexer.advance().kind === TokenKind.EOF) return false;
    return true;
  } catch {
    // A word that is none, further in than the parser came.
    return false;
  }
}

/** What is wrong in a document: by the library's words, without what was typed. */
export const refusalOf = (code: RefusalCode, errors: readonly GraphQLError[]): Refusal =>
  new Refusal(
    code,
    ...errors.slice(0, ERRORS_MAX).map(({ message, locations }) => ({ message: withoutValues(message), locations })),
  );
