import type { EvidenceFigure, Period } from '@heitu/kit/rules/evidence';
import { countRows, info, measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { AGREEMENT_TITLES } from './disclosure.policy.ts';
import { inForceOf } from './document.loader.ts';
import { ACCEPTED_BY } from './document.policy.ts';
import { BUYERS_AGREEMENT, SELLERS_AGREEMENT, traderRow, tradersIn } from './traders.ts';

/**
 * Everybody who bought or sold: whether they had said yes by their first trade under it to the version that bound then.
 * Couriers and carriers are judged where they are known, in logistics.
 */
export async function agreedTrades(context: TrustContext, period: Period): Promise<EvidenceFigure[]> {
  const figures: EvidenceFigure[] = [];
  for (const [kind, who, type, agreed] of [
    [ACCEPTED_BY.consumer, '买家', 'Account', BUYERS_AGREEMENT],
    [ACCEPTED_BY['seller-owner'], '网商', 'Party', SELLERS_AGREEMENT],
  ] as const) {
    const title = AGREEMENT_TITLES[kind];
    const published = (await inForceOf(context, context.clock.now(), kind))?.version ?? 0;
    figures.push(
      measured.present(`现行${title}`, published, '版'),
      measured.eachOf(
        `成交时已同意当时${title}的${who}`,
        await tradersIn(context, period, agreed),
        ({ hadAgreed }) => hadAgreed,
        '人次',
        traderRow(type, who),
      ),
      info(`本人确认${title}`, await countRows(context, 'AgreementConfirmation', ['kind', '=', kind]), '次'),
    );
  }
  return figures;
}
