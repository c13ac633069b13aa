import { identifier, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';

/** Events that neither token nor contract lets the program be told of. */
export const SCOPE_NOT_COVERED = { message: '合同没有包含这类事件的接口范围' } as const;
export const endpointInput = z.object({ endpointId: identifier().describe('The webhook: of the program that asks.') });

/** The program's own that has not ended. */
export const ownEndpoint = (context: TrustContext, tx: TrustTransaction, id: string) =>
  tx.rows
    .selectFrom('WebhookEndpoint')
    .select(['id', 'state', 'disabledAtMs', 'secretSealed'])
    .where('id', '=', id)
    .where('clientId', '=', context.actor.id)
    .where('state', '!=', 'ended')
    .executeTakeFirst();
