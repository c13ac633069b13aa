import { leadsIntoInput, type RootField } from './operations.fixture.ts';
import type { Reply, Row } from './platform.fixture.ts';

export interface Verdict {
  outcome: 'refused' | 'accepted' | 'error';
  code?: string;
  message?: string;
  /** What no answer may be, whatever was asked. */
  faults: string[];
}

/** Error codes that tell the client what it can do. */
const KNOWN_ERRORS = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_REQUEST',
]);
const CHINESE = /\p{Script=Han}/u;
/** A stack, a driver's or a library's own words, SQL. */
const INSIDE =
  /node_modules|\bat \S+ \(|\.ts:\d+|SQLITE_|\bER_[A-Z]{3}|\b(select|insert into|update|delete from)\b.+\b(from|values|set|where)\b|(Type|Reference|Range|Syntax)Error|mikro|kysely|zod/i;

type Answer = Row & { details?: { path: string[] | null; text: string }[] };

/** What an answer says, and what is wrong with it. */
export function verdictOf(reply: Reply, field: RootField): Verdict {
  const faults: string[] = [];
  if (reply.status >= 500) faults.push(`HTTP ${reply.status}`);
  if (reply.errors?.length) {
    for (const error of reply.errors) {
      const code = String(error.extensions?.['code']);
      if (!KNOWN_ERRORS.has(code)) faults.push(`error code ${code}: ${error.message}`);
      if (
        INSIDE.test(error.message) ||
        'stacktrace' in (error.extensions ?? {}) ||
        'exception' in (error.extensions ?? {})
      )
        faults.push(`shows its inside: ${error.message}`);
    }
    return {
      outcome: 'error',
      code: String(reply.errors[0]!.extensions?.['code']),
      message: reply.errors[0]!.message,
      faults,
    };
  }
  const value = reply.data?.[field.name] as Answer | null | undefined;
  if (value && typeof value === 'object' && 'refusalCode' in value) {
    const code = String(value['refusalCode']);
    const message = String(value['message']);
    const { details = [] } = value;
    if (!/^[A-Z][A-Z_]+$/.test(code)) faults.push(`refusal code ${code}`);
    if (value['refusalReason'] !== code) faults.push(`${code} gives the reason ${String(value['refusalReason'])}`);
    for (const { path } of details)
      if (path && !leadsIntoInput(field, path)) faults.push(`${code} names no place in the input: ${path.join('.')}`);
    if (code === 'INVALID_INPUT' && !details.some(({ path }) => path)) faults.push(`${code} does not say where`);
    for (const text of [message, ...details.map((detail) => detail.text)]) {
      if (!CHINESE.test(text)) faults.push(`${code} does not speak Chinese: ${text}`);
      if (INSIDE.test(text)) faults.push(`${code} shows its inside: ${text}`);
    }
    return { outcome: 'refused', code, message, faults };
  }
  return { outcome: 'accepted', faults };
}
