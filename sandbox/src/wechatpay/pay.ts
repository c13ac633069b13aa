import { must } from '@heitu/kit/rules/checked';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { addJob } from '../schedule.ts';
import type { World } from '../world.ts';
import { available, FEES, feeOf, frozen, frozenOf, move, PAYERS } from './money.ts';
import { notify, paymentNotice, standingOf } from './notices.ts';
import { verifyPaySign } from './signature.ts';
import { newTransactionId, prepayOf, tradeOfTransaction, tradesOf } from './trade.ts';

const PREPAY_MS_MAX = 2 * HOUR_MS;
/** Left undivided, money unfreezes to its owner: 收付通 after 180 days, other merchants after 30. */
const UNFREEZE_MS = { ecommerce: 180 * DAY_MS, normal: 30 * DAY_MS };

export interface RequestPayment {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

export type PayState =
  | 'SUCCESS'
  | 'ALREADY_PAID'
  | 'CLOSED'
  | 'EXPIRED'
  | 'WRONG_PAYER'
  | 'SIGN_INVALID'
  | 'UNKNOWN_PREPAY';

/** The person presses "pay" in the dialogue. */
export function pay(
  world: World,
  input: { prepayId: string; openid?: string; requestPayment?: RequestPayment },
): { state: PayState } {
  const { store } = world;
  const nowMs = world.clock.now();
  const prepay = prepayOf(world, input.prepayId);
  if (!prepay) return { state: 'UNKNOWN_PREPAY' };
  const parameters = input.requestPayment;
  if (parameters && (parameters.package !== `prepay_id=${prepay.id}` || !verifyPaySign(world, parameters)))
    return { state: 'SIGN_INVALID' };
  if (input.openid !== undefined && input.openid !== prepay.openid) return { state: 'WRONG_PAYER' };
  const trades = tradesOf(world, prepay);
  if (trades.some((trade) => trade.paidAtMs !== null)) return { state: 'ALREADY_PAID' };
  if (trades.some((trade) => trade.state === 'CLOSED' || trade.expiresAtMs <= nowMs)) return { state: 'CLOSED' };
  // A code has a time of its own (`scan`).
  if (prepay.openid !== '' && nowMs - prepay.createdAtMs >= PREPAY_MS_MAX) return { state: 'EXPIRED' };
  for (const trade of trades) {
    const transactionId = newTransactionId(world);
    const account = trade.profitSharing ? frozen(trade.owner) : available(trade.owner);
    const reference = { transactionId, reference: trade.outTradeNo };
    move(world, { payer: PAYERS, payee: account, amountFen: trade.totalFen, kind: 'payment', ...reference });
    move(world, { payer: account, payee: FEES, amountFen: feeOf(trade.totalFen), kind: 'fee', ...reference });
    store.run(
      `update trade set state = 'SUCCESS', transactionId = ?, paidAtMs = ? where outTradeNo = ?`,
      transactionId,
      nowMs,
      trade.outTradeNo,
    );
    if (trade.profitSharing)
      addJob(world, 'unfreeze', transactionId, nowMs + UNFREEZE_MS[trade.subMchid === null ? 'normal' : 'ecommerce']);
  }
  notify(world, prepay.notifyUrl, paymentNotice(world, standingOf(world, prepay)));
  return { state: 'SUCCESS' };
}

/** What a payment still has frozen goes to its owner; fen. */
export function unfreeze(
  world: World,
  transactionId: string,
  reference = 'unfreeze',
  atMs = world.clock.now(),
): number {
  const trade = tradeOfTransaction(world, transactionId);
  const restFen = frozenOf(world, trade.owner, transactionId);
  move(world, {
    payer: frozen(trade.owner),
    payee: available(trade.owner),
    amountFen: restFen,
    kind: 'unfreeze',
    transactionId,
    reference,
    atMs,
  });
  world.store.run('update trade set shareFinished = 1 where transactionId = ?', transactionId);
  return restFen;
}

export type ScanState = PayState | 'UNKNOWN_CODE' | 'VOID_CODE' | 'OTHER_SCANNER';
/** The person scans a code and pays: only the newest code, within two hours, and only who scanned first. */
export function scan(world: World, { codeUrl, openid }: { codeUrl: string; openid: string }): { state: ScanState } {
  const code = world.store.one<{ prepayId: string; createdAtMs: number; isVoid: number; scanner: string | null }>(
    'select * from nativeCode where code = ?',
    codeUrl,
  );
  if (!code) return { state: 'UNKNOWN_CODE' };
  if (code.isVoid === 1) return { state: 'VOID_CODE' };
  if (world.clock.now() - code.createdAtMs >= PREPAY_MS_MAX) return { state: 'EXPIRED' };
  if (code.scanner !== null && code.scanner !== openid) return { state: 'OTHER_SCANNER' };
  world.store.run('update nativeCode set scanner = ? where code = ?', openid, codeUrl);
  const paid = pay(world, { prepayId: code.prepayId });
  if (paid.state === 'SUCCESS')
    for (const trade of tradesOf(world, must(prepayOf(world, code.prepayId), 'the order of a code')))
      world.store.run('update trade set openid = ? where outTradeNo = ?', openid, trade.outTradeNo);
  return paid;
}
