import { tariffChanged } from '@heitu/events/logistics.tariff-changed.v1';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import type { TariffChangeState } from './tariff.lifecycle.ts';
import { tariffText } from './tariff.policy.ts';

/** Many counties have fewer sellers. */
const SELLERS_TOLD_MAX = 500;

/** The carrier, and the sellers whose goods it carries by contract, hear what is to come, and what came of it. */
export async function tellTariff(
  { clock }: Pick<LogisticsContext, 'clock'>,
  tx: LogisticsTransaction,
  id: string,
  state: TariffChangeState,
): Promise<void> {
  const change = await tx.rows
    .selectFrom('TariffChange as t')
    .innerJoin('Carrier as c', 'c.partyId', 't.carrierPartyId')
    .select([
      't.carrierPartyId',
      't.title',
      't.before',
      't.after',
      't.kind',
      't.bindsAtMs',
      't.lookDueAtMs',
      't.document',
    ])
    .select('c.name as carrierName')
    .where('t.id', '=', id)
    .executeTakeFirst();
  if (!change) return;
  const today = chinaDate(clock.now());
  const sellers = await tx.rows
    .selectFrom('AgreedContract')
    .select('sellerPartyId')
    .distinct()
    .where('withPartyId', '=', change.carrierPartyId)
    .where('kind', '=', 'delivery')
    .where('validFrom', '<=', today)
    .where('validUntil', '>=', today)
    .orderBy('sellerPartyId')
    .limit(SELLERS_TOLD_MAX)
    .execute();
  const { carrierPartyId, carrierName, title, bindsAtMs, lookDueAtMs, document } = change;
  tx.publish(
    tariffChanged,
    { type: 'tariff-change', id },
    {
      changeId: id,
      state,
      carrierPartyId,
      carrierName,
      sellerPartyIds: sellers.map(({ sellerPartyId }) => sellerPartyId),
      title,
      before: tariffText(fromJson(change.before)),
      after: tariffText(fromJson(change.after)),
      bindsAtMs,
      lookDueAtMs,
      document,
    },
  );
}
