import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { must } from '@heitu/kit/rules/checked';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext, type PaymentsTransaction } from '../context.ts';
import { hashedNumber } from '../payment/numbers.ts';
import { payerOf } from '../peers.ts';
import { askMoneyAgainInMs } from '../provider.policy.ts';
import { GrowerShare, GrowerTransfer, GrowerTransferPart } from './grower.entity.ts';
import { growerTransfersById } from './grower.loader.ts';
import { growerTransferLifecycle } from './grower-share.lifecycle.ts';
import {
  openFen,
  TRANSFER_DAY_FEN_MAX,
  TRANSFER_ENDS_WITHIN_MS,
  TRANSFER_FEN_MAX,
  TRANSFER_FEN_MIN,
} from './grower.policy.ts';
import { GrowerTransferView } from './grower.view.ts';
import { takeShares } from './net-off.ts';
import { sendTransfer } from './send-transfers.ts';

/**
 * A grower takes what a cooperative owes them: out of its account at the provider, as much as one transfer lets, the
 * oldest first. They confirm it in WeChat; until then the money is the cooperative's.
 */
export const takeGrowerMoney = mutation({
  name: 'takeGrowerMoney',
  description:
    'As a grower: has what a cooperative owes transferred, as much as one transfer lets; WeChat asks to confirm it.',
  may: permit.signedIn,
  input: z.object({ partyId: identifier().describe('The cooperative that owes it.') }),
  requestId: 'must',
  remembers: 'by-hand',
  refusals: {
    NOT_FOUND,
    NO_WECHAT: { message: '请用微信登录一次，再来收款' },
    NOTHING_OPEN: { message: '现在没有要收的钱' },
    TOO_LITTLE: { message: `微信转账最少${TRANSFER_FEN_MIN / 100}元，等下一笔一起收` },
    DAY_FULL: { message: `微信一天最多收${TRANSFER_DAY_FEN_MAX / 100}元，明天再来` },
    UNDER_WAY: { message: '上一笔还没收完，请先点收款' },
  },
  shows: rowAfter(GrowerTransferView, growerTransfersById),
  async run(context, { partyId }, refuse) {
    const accountId = context.actor.id;
    const own = await context.rows
      .selectFrom('MerchantAccount')
      .select('merchant')
      .where('partyId', '=', partyId)
      .executeTakeFirst();
    if (!own) return refuse('NOT_FOUND');
    const payer = await payerOf(context, accountId);
    if (!payer) return refuse('NO_WECHAT');
    const opened = await context.transaction(async (tx) => {
      const id = context.newId();
      const whyNot = await openTransfer(context, tx, { id, partyId, accountId, merchant: own.merchant });
      return whyNot === null ? ok({ id }) : refuse(whyNot);
    }, context.request);
    if (!opened.ok) return opened;
    const row = await context.rows
      .selectFrom('GrowerTransfer')
      .selectAll()
      .where('id', '=', opened.value.id)
      .executeTakeFirst();
    const transfer = must(row, 'the transfer that was opened');
    if (transfer.state === 'due' && transfer.attempts === 0) await sendTransfer(context, transfer, payer.openid);
    return ok({ id: transfer.id });
  },
});

type WhyNot = 'UNDER_WAY' | 'NOTHING_OPEN' | 'TOO_LITTLE' | 'DAY_FULL';

/** Takes of what is owed as much as goes into one transfer, the oldest first; answers why not, or null. */
async function openTransfer(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: { id: string; partyId: string; accountId: string; merchant: string },
): Promise<WhyNot | null> {
  const { id, partyId, accountId, merchant } = of;
  const shares = (await takeShares(tx, partyId, accountId)).filter((row) => openFen(row) > 0);
  const openFor = `${partyId}:${accountId}`;
  if ((await tx.em.count(GrowerTransfer, { openFor })) > 0) return 'UNDER_WAY';
  const owedFen = shares.reduce((sum, row) => sum + openFen(row), 0);
  if (owedFen === 0) return 'NOTHING_OPEN';
  if (owedFen < TRANSFER_FEN_MIN) return 'TOO_LITTLE';
  const nowMs = context.clock.now();
  const leftTodayFen = TRANSFER_DAY_FEN_MAX - (await takenTodayFen(context, tx, accountId));
  const amountFen = Math.min(owedFen, TRANSFER_FEN_MAX, leftTodayFen);
  if (amountFen < TRANSFER_FEN_MIN) return 'DAY_FULL';
  await tx.em.insert(GrowerTransfer, {
    id,
    partyId,
    accountId,
    merchant,
    amountFen,
    outBillNo: hashedNumber('G', id),
    billNo: null,
    state: growerTransferLifecycle.initial,
    openFor,
    packageInfo: null,
    endsAtMs: nowMs + TRANSFER_ENDS_WITHIN_MS,
    nextAtMs: nowMs + askMoneyAgainInMs(0),
    attempts: 0,
    createdAtMs: nowMs,
  });
  let leftFen = amountFen;
  for (const row of shares) {
    const fen = Math.min(openFen(row), leftFen);
    if (fen === 0) break;
    leftFen -= fen;
    await tx.em.nativeUpdate(GrowerShare, { id: row.id }, { transferFen: row.transferFen + fen });
    await tx.em.insert(GrowerTransferPart, { transferId: id, shareId: row.id, amountFen: fen });
  }
  tx.audit({ type: 'grower-transfer', id });
  return null;
}

/** Of all cooperatives: the provider counts by person. */
async function takenTodayFen(
  { clock }: PaymentsContext,
  { rows }: PaymentsTransaction,
  accountId: string,
): Promise<number> {
  const row = await rows
    .selectFrom('GrowerTransfer')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('accountId', '=', accountId)
    .where('state', '!=', 'closed')
    .where('createdAtMs', '>=', startOfChinaDate(chinaDate(clock.now())))
    .executeTakeFirst();
  return Number(row?.fen ?? 0);
}
