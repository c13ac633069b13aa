import type { RefusalCode } from './refusals.ts';

/** What one operation may be: checked before anything is planned. */
export const DOCUMENT_LIMITS = {
  /** Words and signs of the whole text. */
  tokens: { max: 4000, code: 'TOO_MANY_TOKENS' },
  /** Selections within selections, fragments counted where they are spread. */
  depth: { max: 25, code: 'TOO_DEEP' },
  /** Fields, fragments counted where they are spread. */
  fields: { max: 2000, code: 'TOO_MANY_FIELDS' },
  aliases: { max: 100, code: 'TOO_MANY_ALIASES' },
  rootFields: { max: 20, code: 'TOO_MANY_ROOT_FIELDS' },
  directives: { max: 50, code: 'TOO_MANY_DIRECTIVES' },
} as const satisfies Readonly<Record<string, { max: number; code: RefusalCode }>>;

/** Lists and objects within one another in variables. */
export const VARIABLES_DEPTH_MAX = 20;
export const REQUEST_BYTES_MAX = 1024 * 1024;
export const EDGE_BYTES_MAX = 6 * 1024 * 1024;
/** Without a byte on a connection, either way: longer than any answer may take. */
export const SILENCE_MS_MAX = 150_000;
/** How often slow senders are looked for. */
export const RECEIVE_CHECK_MS = 1000;
/** Errors of one document or one request's variables that are told. */
export const ERRORS_MAX = 20;
/** Free queries that stay parsed, planned and compiled. */
export const DOCUMENTS_MAX = 2500;
/** Of their texts together. */
export const DOCUMENT_CHARACTERS_MAX = 8_000_000;
/** How long one that could not be planned in time is refused without another try: a busy machine may do it later. */
export const TOO_COMPLEX_KEEP_MS = 60_000;
