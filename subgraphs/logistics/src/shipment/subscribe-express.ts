import { must } from '@heitu/kit/rules/checked';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from './shipment.entity.ts';

export const SUBSCRIPTIONS_PER_RUN_MAX = 20;
/** The number that was asked for last: those that are refused come again when all others had their turn. */
const lastAsked = new WeakMap<object, string>();

/**
 * Asks 快递100 to push the scans of what an outside company carries; asking twice does no harm, so a lost answer is asked
 * again.
 */
export async function subscribeExpress(context: LogisticsContext): Promise<void> {
  const { express } = context.services;
  if (!express) return;
  // By the index of numbers: those without one, nearly all, come first there and are left out by the comparison.
  const waiting = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'expressCompany', 'expressNumber', 'sellerPartyId', 'consignorPhone'])
    .where('expressNumber', '>', lastAsked.get(express) ?? '')
    .where('expressSubscribedAtMs', 'is', null)
    .where('state', 'in', ['assigned', 'taken-over'])
    .orderBy('expressNumber')
    .limit(SUBSCRIPTIONS_PER_RUN_MAX)
    .execute();
  lastAsked.set(express, waiting.length < SUBSCRIPTIONS_PER_RUN_MAX ? '' : (waiting.at(-1)?.expressNumber ?? ''));
  await eachAlone(waiting, async (shipment) => {
    const number = must(shipment.expressNumber, 'an express number');
    const phone = await context.vault.openTextUnrecorded(shipment.sellerPartyId, shipment.consignorPhone);
    const result = await express.client.subscribe(
      { company: must(shipment.expressCompany, 'the company of an express number'), number, phone: phone.slice(-4) },
      express.callbackUrl,
      express.salt,
    );
    if (!result.ok && result.error.meaning !== 'already-subscribed') {
      context.log.warn(
        { shipmentId: shipment.id, code: result.error.code },
        'an express number could not be subscribed',
      );
      return;
    }
    await context.transaction(async (tx) => {
      await tx.em.nativeUpdate(
        Shipment,
        { id: shipment.id, expressNumber: number },
        { expressSubscribedAtMs: context.clock.now() },
      );
      return ok(null);
    });
  });
}
