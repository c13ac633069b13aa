import { isUtf8 } from 'node:buffer';
import { parse as parseJson } from 'secure-json-parse';
import { VARIABLES_DEPTH_MAX } from './limits.ts';
import { Refusal } from './refusals.ts';

/**
 * What a GraphQL request says (GraphQL over HTTP, 5.1 and 5.2; persisted documents by `documentId`, Apollo's by
 * `extensions.persistedQuery`).
 */
export interface GraphqlParameters {
  query?: string;
  /** SHA-256 of a trusted document, hexadecimal. */
  hash?: string;
  operationName?: string;
  variables: Readonly<Record<string, unknown>>;
}

export interface RawRequest {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of the address. */
  query: unknown;
  /** Its bytes. */
  body: unknown;
}

const JSON_CONTENT = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;
/** A page of another site can send none of these without asking first. */
const PREFLIGHTED = [
  'authorization',
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-apollo-operation-name',
] as const;

export function readRequest(request: RawRequest): GraphqlParameters | Refusal {
  return request.method === 'GET' ? readAddress(request) : readBody(request);
}

function readAddress({ query, headers }: RawRequest): GraphqlParameters | Refusal {
  // No cookie of ours says who asks; where one comes along all the same, a page of another site may have sent it.
  if (headers['cookie'] !== undefined && !PREFLIGHTED.some((name) => headers[name] !== undefined))
    return new Refusal('PREFLIGHT_REQUIRED');
  const parameters = Object.fromEntries(Object.entries(isMap(query) ? query : {}));
  for (const name of ['variables', 'extensions']) {
    if (typeof parameters[name] !== 'string') continue;
    try {
      parameters[name] = parseJson(parameters[name]);
    } catch {
      return badParameter(name);
    }
  }
  return parametersOf(parameters);
}

function readBody({ headers, body }: RawRequest): GraphqlParameters | Refusal {
  const type = headers['content-type'];
  if (typeof type !== 'string' || (type !== 'application/json' && !JSON_CONTENT.test(type)))
    return new Refusal('UNSUPPORTED_MEDIA_TYPE');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return new Refusal('UNSUPPORTED_MEDIA_TYPE');
  if (!Buffer.isBuffer(body) || body.length === 0 || !isUtf8(body)) return new Refusal('BAD_REQUEST');
  let parameters: unknown;
  try {
    parameters = parseJson(body);
  } catch {
    return new Refusal('BAD_REQUEST');
  }
  if (Array.isArray(parameters)) return new Refusal('BATCHING_NOT_SUPPORTED');
  return isMap(parameters) ? parametersOf(parameters) : new Refusal('BAD_REQUEST');
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
/** Looks no deeper than that, so that no depth is too much for it. */
function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
const badParameter = (name: string): Refusal => new Refusal('BAD_REQUEST', { message: `请求的 ${name} 格式不对` });

function parametersOf({
  query,
  documentId,
  operationName,
  variables,
  extensions,
}: Readonly<Record<string, unknown>>): GraphqlParameters | Refusal {
  if (query != null && typeof query !== 'string') return badParameter('query');
  if (operationName != null && typeof operationName !== 'string') return badParameter('operationName');
  if (variables != null && !isMap(variables)) return badParameter('variables');
  if (extensions != null && !isMap(extensions)) return badParameter('extensions');
  const persisted = extensions?.['persistedQuery'];
  if (persisted != null && !isMap(persisted)) return badParameter('extensions');
  const id = documentId ?? persisted?.['sha256Hash'];
  const hash = id == null ? undefined : HASH.exec(String(id))?.[1];
  if (id != null && !hash) return badParameter('documentId');
  if (!query && !hash) return badParameter('query');
  if (variables && isDeeper(variables, VARIABLES_DEPTH_MAX))
    return new Refusal('TOO_DEEP', { max: VARIABLES_DEPTH_MAX, asked: VARIABLES_DEPTH_MAX + 1 });
  return { query: query ?? undefined, hash, operationName: operationName || undefined, variables: variables ?? {} };
}
