import 'reflect-metadata';
import type { GraphQLScalarType } from 'graphql';
import { Field, InputType, type ClassType } from 'type-graphql';
import type { z } from 'zod';
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
export const nameOfType = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

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
    const { type, isNullable, description: what, defaultValue } = described(schema as z.ZodType, `${name}.${key}`);
    Field(() => type as ClassType, { nullable: isNullable, description: what, defaultValue })(
      Made.prototype as object,
      key,
    );
  }
  return Made;
}

interface Definition {
  type: string;
  innerType: z.ZodType;
  defaultValue: unknown;
  element: z.ZodType;
  in: z.ZodType;
  out: z.ZodType;
}
const definitionOf = (schema: z.ZodType) => (schema as unknown as { def: Definition }).def;
const PLAIN: Readonly<Record<string, FieldType>> = { string: String, enum: String, number: Number, boolean: Boolean };

function described(schema: z.ZodType, at: string): Described {
  const inner = within(schema, definitionOf(schema), at);
  return { ...inner, description: schema.description ?? inner.description };
}

function within(schema: z.ZodType, definition: Definition, at: string): Described {
  const { type: scalar, name } = apiFacts.get(schema) ?? {};
  if (scalar) return { type: scalar, isNullable: false };
  switch (definition.type) {
    case 'optional':
    case 'nullable':
    case 'prefault':
      return { ...described(definition.innerType, at), isNullable: true };
    case 'default': {
      const inner = described(definition.innerType, at);
      return inner.isNullable ? inner : { ...inner, defaultValue: definition.defaultValue };
    }
    case 'pipe':
      return described(definitionOf(definition.in).type === 'transform' ? definition.out : definition.in, at);
    case 'array':
      return { type: [described(definition.element, at).type], isNullable: false };
    case 'object':
      if (!name) throw new Error(`${at}: an object within an input needs a name`);
      return { type: inputTypeOf(name, schema as z.ZodObject, schema.description), isNullable: false };
    default:
      if (!PLAIN[definition.type]) throw new Error(`${at}: the API has no type for ${definition.type}`);
      return { type: PLAIN[definition.type]!, isNullable: false };
  }
}
