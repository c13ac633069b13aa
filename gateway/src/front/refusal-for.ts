import { GraphQLError } from 'graphql';
import type { Logger } from '@heitu/kit/serving/logging';
import { Refusal, REFUSALS, type RefusalCode } from './refusals.ts';

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);

/** For what was thrown: one of ours, or a fault that is logged and told by its request id alone. */
export const refusalFor =
  (requestId: string, log: Logger) =>
  (error: unknown): Refusal => {
    if (error instanceof Refusal) return error;
    const code = error instanceof GraphQLError ? String(error.extensions['code']) : '';
    if (isRefusalCode(code)) return new Refusal(code);
    log.error({ err: error, requestId }, 'gateway error');
    return new Refusal('INTERNAL');
  };
