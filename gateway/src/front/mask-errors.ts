import type { GraphQLError } from 'graphql';
import type { Logger } from '@heitu/kit/serving/logging';
import { withoutValues } from '../without-values.ts';
import { NULL_WITHOUT_REASON } from '../execution/reasons.ts';
import { nullsWithoutReason } from './metrics.ts';
import { REFUSALS } from './refusals.ts';

/** Codes that say what the client can do about it; anything else is a fault of ours and says only its request id. */
const CLIENT_CODES: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', ...Object.keys(REFUSALS)]);

export interface ToldError {
  message: string;
  locations?: GraphQLError['locations'];
  path?: GraphQLError['path'];
  extensions: Record<string, unknown>;
}

export const isUnexplained = ({ extensions }: GraphQLError): boolean => extensions['code'] === NULL_WITHOUT_REASON;
const DENIALS: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);
export const isDenial = ({ extensions }: GraphQLError): boolean => DENIALS.has(extensions['code']);
const UNEXPLAINED_MESSAGE = '这里该有内容，却没有取到，原因不明，已经记下';
const LOGGED_MAX = 20;

/** What the executor had to make null by itself is some subgraph's fault: counted by field, and logged together. */
function noteUnexplained(errors: readonly GraphQLError[], requestId: string, log: Logger): void {
  for (const { extensions } of errors) nullsWithoutReason.inc({ field: String(extensions['field']) });
  const nulls = errors.slice(0, LOGGED_MAX).map(({ message, path }) => ({ message, path: path?.join('.') }));
  log.error({ requestId, count: errors.length, nulls }, 'null without a reason');
}

/** What went wrong, as the client sees it: no subgraph, no library, no cause, and nothing that somebody typed. */
export function maskErrors(errors: readonly GraphQLError[], requestId: string, log: Logger): ToldError[] {
  const unexplained = errors.filter(isUnexplained);
  if (unexplained.length > 0) noteUnexplained(unexplained, requestId, log);
  return errors.map((error) => {
    const { message, path, locations } = error;
    if (isUnexplained(error)) {
      return { message: UNEXPLAINED_MESSAGE, path, extensions: { code: NULL_WITHOUT_REASON, requestId } };
    }
    const {
      code = 'INTERNAL',
      serviceName: _serviceName,
      stacktrace: _stacktrace,
      http: _http,
      ...extensions
    } = error.extensions;
    if (CLIENT_CODES.has(String(code)))
      return { message: withoutValues(message), locations, path, extensions: { code, ...extensions, requestId } };
    log.error({ err: error, requestId }, 'gateway error');
    return { message: REFUSALS.INTERNAL.message, path, extensions: { code: 'INTERNAL', requestId } };
  });
}
