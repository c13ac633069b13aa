import { buyerTold } from '@heitu/events/trust.buyer-told.v1';
import { recallSmsFailed } from '@heitu/events/trust.recall-sms-failed.v1';
import { recallTold } from '@heitu/events/trust.recall-told.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { tableOf } from '@heitu/kit/rules/checked';
import { PickupCode, SigningCode } from '../asks/logistics.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { retryAfterMs } from '../retry.policy.ts';
import { inSmsField } from '../sms/sms-client.ts';
import { MessageSms } from './message.entity.ts';
import { wishesOf } from './message.loader.ts';
import { messageSms } from './message.moves.ts';
import { toldOf, wantsSms } from './message.policy.ts';

const SEND_BATCH_MAX = 50;
const ATTEMPTS_MAX = 8;

const dueOf = ({ rows }: TrustContext, nowMs: number) =>
  rows
    .selectFrom('MessageSms as s')
    // Of whom no account is left there is no number, and the message ends.
    .leftJoin('Account as a', 'a.id', 's.accountId')
    .select(['s.id', 's.accountId', 's.kind', 's.params', 's.orderId', 's.lotId', 's.tellingId', 's.attempts'])
    .select(['s.costFen', 'a.phoneSealed'])
    .where('s.state', '=', 'waiting')
    .where('s.nextAtMs', '<=', nowMs)
    .orderBy('s.nextAtMs')
    .limit(SEND_BATCH_MAX)
    .execute();

type Due = Awaited<ReturnType<typeof dueOf>>[number];

/**
 * Job: sends what waits to be told by SMS. Where it is not known whether one went out it is sent again: what comes
 * twice harms nobody, and may cost twice, which is counted.
 */
export async function sendSms(context: TrustContext): Promise<void> {
  const { sms, smsPriceFen } = context.services;
  const nowMs = context.clock.now();
  const due = await dueOf(context, nowMs);
  if (due.length === 0) return;
  const wishes = await wishesOf(context, [...new Set(due.map(({ accountId }) => accountId))]);
  await eachAlone(due, async (row) => {
    const { id, accountId, kind, attempts: before, costFen: spentFen } = row;
    const still = { id, attempts: before };
    const attempts = before + 1;
    const settle = (action: 'send' | 'drop' | 'find-no-number' | 'fail', outcome: string | null, costFen: number) =>
      context.transaction(async (tx) => {
        const set = { attempts, costFen, outcome, settledAtMs: nowMs, waitsFor: null };
        if ((await messageSms.bySystem(context, tx, action, still, set)) === 0) return ok(null);
        tellOrders(tx, row, action === 'send', nowMs);
        return ok(null);
      });
    const { sms: told, byLaw } = toldOf(kind);
    if (!told || (!byLaw && !wantsSms(wishes(accountId)))) return settle('drop', null, spentFen);
    const { phone, params } = await filledIn(context, row);
    if (!phone || !sms) return settle('find-no-number', phone ? 'no gateway' : null, spentFen);
    const result = await sms.send({ phone, template: told.template, params });
    // What may have gone out is paid for.
    const costFen = spentFen + (result.ok || result.outcome === 'unknown' ? smsPriceFen : 0);
    if (result.ok) return settle('send', null, costFen);
    const why = `${result.outcome} ${result.code}`.slice(0, 250);
    if (result.outcome === 'refused' || attempts >= ATTEMPTS_MAX) return settle('fail', why, costFen);
    const nextAtMs = nowMs + retryAfterMs(attempts);
    const set = { attempts, costFen, outcome: why, nextAtMs };
    return context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(MessageSms, { ...still, state: 'waiting' }, set)),
    );
  });
}

/** Of a recall, orders hears whether its buyer has an SMS: of all that they were told of, or as before of one lot. */
function tellOrders(tx: TrustTransaction, { tellingId, orderId, lotId }: Due, isSent: boolean, atMs: number): void {
  if (tellingId !== null) {
    const by = isSent ? 'sms' : 'no-sms';
    return tx.publish(buyerTold, { type: 'telling', id: tellingId }, { tellingId, by, atMs });
  }
  if (orderId === null || lotId === null) return;
  const order = { type: 'order', id: orderId };
  if (isSent) tx.publish(recallTold, order, { orderId, lotId, by: 'sms', atMs });
  else tx.publish(recallSmsFailed, order, { orderId, lotId, atMs });
}

/** To whom, with what in it. A code for the door goes to the number on the parcel, while it is good. */
async function filledIn(
  { peers, vault }: TrustContext,
  { kind, accountId, phoneSealed, params }: Due,
): Promise<{ phone: string | null; params: Record<string, string> }> {
  const said = fromJson(params);
  const { shipmentId = '', round } = said;
  if (kind !== 'signing-code') {
    const phone = phoneSealed && (await vault.openUnrecorded(accountId, phoneSealed));
    const filled = tableOf(said, (text) => inSmsField(text));
    if (kind !== 'parcel-at-station') return { phone, params: filled };
    const { pickupCodeForPeer: code } = await peers.query(PickupCode, { shipmentId });
    return code === null ? { phone: null, params: {} } : { phone, params: { code, station: filled['station'] ?? '' } };
  }
  const { signingCodeForPeer: door } = await peers.query(SigningCode, { shipmentId, round: Number(round) });
  if (!door) return { phone: null, params: {} };
  const { phone, code, carrierName, minutes } = door;
  return { phone, params: { code, carrier: inSmsField(carrierName), minutes: String(minutes) } };
}
