import type { GraphQLScalarType } from 'graphql';
import { z } from 'zod';

/** What the API says of a schema beyond its kind: another scalar, an enum, or the name of an object's input type. */
export const apiFacts = z.registry<{ type?: GraphQLScalarType | Readonly<Record<string, string>>; name?: string }>();
/** The same schema, of this scalar in the API: `asScalar(GraphQLID, z.string())`. */
export const asScalar = <Schema extends z.ZodType>(type: GraphQLScalarType, schema: Schema): Schema => {
  apiFacts.add(schema, { type });
  return schema;
};
/** An object within an input, with the name of its input type. */
export const named = <Schema extends z.ZodObject>(name: string, schema: Schema): Schema => {
  apiFacts.add(schema, { name });
  return schema;
};
