import 'reflect-metadata';
import type { GraphQLScalarType } from 'graphql';
import { Field, InputType, type ClassType } from 'type-graphql';
import { z } from 'zod';
import { apiFacts } from './api-facts.ts';

type FieldType =
  | GraphQLScalarType
  // An enum (enums.ts).
  | Readonly<Record<string, string>>
  | ClassType<object>
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | readonly [FieldType];
interface Described {
  type: FieldType;
  isNullable: boolean;
  description?: string;
  /** Stands in the schema; a field that may be null needs none. */
  defaultValue?: unknown;
}

/** `placeOrder` → `PlaceOrder`. */
export const nameOfType = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const made = new Map<string, { shape: z.ZodRawShape; Made: ClassType<object> }>();

/** The input type of a zod object. One object may stand in several places. */
export function inputTypeOf(name: string, { shape }: z.ZodObject, description?: string): ClassType<object> {
  const known = made.get(name);
  if (known?.shape === shape) return known.Made;
  if (known) throw new Error(`two input types are called ${name}`);
  class Made {}
  made.set(name, { shape, Made });
  InputType(name, { description })(Made);
  for (const [key, schema] of Object.entries(shape)) {
    const { type, isNullable, description: what, defaultValue } = described(schema, `${name}.${key}`);
    Field(() => type, { nullable: isNullable, description: what, defaultValue })(Made.prototype, key);
  }
  return Made;
}

const PLAIN: Readonly<Record<string, FieldType>> = { string: String, enum: String, number: Number, boolean: Boolean };

/** The parts of a schema are of zod's smaller kind, by their types. */
function described(part: z.core.$ZodType, at: string): Described {
  if (!(part instanceof z.ZodType)) throw new Error(`${at}: not a schema of zod's own`);
  const inner = within(part, at);
  return { ...inner, description: part.description ?? inner.description };
}

function within(schema: z.ZodType, at: string): Described {
  const { type: scalar, name } = apiFacts.get(schema) ?? {};
  if (scalar) return { type: scalar, isNullable: false };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodPrefault)
    return { ...described(schema.unwrap(), at), isNullable: true };
  if (schema instanceof z.ZodDefault) {
    const inner = described(schema.unwrap(), at);
    return inner.isNullable ? inner : { ...inner, defaultValue: schema.def.defaultValue };
  }
  if (schema instanceof z.ZodPipe) return described(schema.in instanceof z.ZodTransform ? schema.out : schema.in, at);
  if (schema instanceof z.ZodArray) return { type: [described(schema.element, at).type], isNullable: false };
  if (schema instanceof z.ZodObject) {
    if (!name) throw new Error(`${at}: an object within an input needs a name`);
    return { type: inputTypeOf(name, schema, schema.description), isNullable: false };
  }
  const type = PLAIN[schema.def.type];
  if (!type) throw new Error(`${at}: the API has no type for ${schema.def.type}`);
  return { type, isNullable: false };
}
