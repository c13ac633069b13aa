import type { GraphQLError } from 'graphql';
import type { Logger } from '@heitu/kit/logging';
import { withoutValues } from '../without-values.ts';
import { REFUSALS } from './refusals.ts';

/** Codes that say what the client can do about it; anything else is a fault of ours and says only its request id. */
const CLIENT_CODES: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', ...Object.keys(REFUSALS)]);

export interface ToldError {
  message: string;
  locations?: GraphQLError['locations'];
  path?: GraphQLError['path'];
  extensions: Record<string, unknown>;
}

/** What went wrong, as the client sees it: no subgraph, no library, no cause, and nothing that somebody typed. */
export function maskErrors(errors: readonly GraphQLError[], requestId: string, log: Logger): ToldError[] {
  return errors.map((error) => {
    const { message, path, locations } = error;
    const { code = 'INTERNAL', serviceName: _serviceName, stacktrace: _stacktrace, http: _http, ...extensions } = error.extensions;
    if (CLIENT_CODES.has(String(code))) return { message: withoutValues(message), locations, path, extensions: { code, ...extensions, requestId } };
    log.error({ err: error, requestId }, 'gateway error');
    return { message: REFUSALS.INTERNAL.message, path, extensions: { code: 'INTERNAL', requestId } };
  });
}
