import { YES } from '@heitu/kit/data/entities';
import { measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import type { PaymentsContext } from '../context.ts';
import { feesHeld } from './platform-fee.loader.ts';
import { FEE_NOTICE_MS, feeRisePercent, feeText, type Fee } from './platform-fee.policy.ts';

const feeRow = (fee: Fee & { id: string }) => ({ ref: `PlatformFee:${fee.id}`, text: feeText(fee) });

/** The platform's fee was published before it rose, and where it leapt somebody looked. */
export async function feesRaised(context: PaymentsContext, { fromMs, toMs }: Period): Promise<EvidenceFigure[]> {
  const held = await feesHeld(context);
  const risen = held.filter((fee, i) => {
    const before = held[i - 1];
    const beganMs = fee.fromMs ?? 0;
    return before && beganMs >= fromMs && beganMs < toMs && feeRisePercent(fee, before) > 0;
  });
  const ended = await context.rows
    .selectFrom('PlatformFee')
    .selectAll()
    .where('state', 'in', ['bound', 'lapsed'])
    .where('endedAtMs', '>=', fromMs)
    .where('endedAtMs', '<', toMs)
    .where((eb) => eb.or([eb('isLeap', '=', YES), eb('emergencyId', 'is not', null)]))
    .execute();
  return [
    measured.noneOf(
      '没有提前公布满七天就涨的平台服务费',
      risen.filter(
        ({ announcedAtMs, fromMs: beganMs }) => (announcedAtMs ?? Infinity) > (beganMs ?? 0) - FEE_NOTICE_MS,
      ),
      '次',
      feeRow,
      risen.length,
    ),
    measured.noneOf(
      '涨得多、没有人看过的平台服务费',
      ended.filter(({ lookedAtMs }) => lookedAtMs === null),
      '次',
      feeRow,
      ended.length,
    ),
  ];
}
