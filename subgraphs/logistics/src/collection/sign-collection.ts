import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { byConsumer, byCourier, takeStep } from './collection-step.ts';
import { signCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), as: z.enum(['consumer', 'courier']), signerName: line(60) });
export type SignCollectionInput = z.input<typeof schema>;

/** Step 5 of 8.6.ch: both sign the record. */
export async function signCollection(context: LogisticsContext, input: SignCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId, as, signerName } = valid.value;
  const consumer = as === 'consumer';
  return takeStep(
    context,
    refusals,
    {
      column: consumer ? 'consumerSignedAtMs' : 'courierSignedAtMs',
      whose: consumer ? byConsumer(context) : byCourier(context),
      change: async (atMs, row) =>
        consumer
          ? {
              consumerSignatureSealed: await context.vault.seal(
                row.buyerAccountId,
                JSON.stringify({ name: signerName, atMs }),
              ),
            }
          : {},
    },
    collectionId,
  );
}
