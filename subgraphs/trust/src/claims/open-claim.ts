import type { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { toJson } from '@heitu/kit/rules/typed-json';
import { isClauseRef } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { milestoneOf } from '../disclosure/record-milestone.ts';
import { Claim, ClaimShare } from './claim.entity.ts';
import { claimLifecycle } from './claim.lifecycle.ts';
import { tellBearer } from './tell-bearer.ts';
import {
  ANSWER_WORKING_DAYS,
  answerDueAt,
  CAUSE_TITLES,
  CLAIM_ABOUT,
  RECORDS_OF,
  WHAT_HAPPENED,
} from './claim.policy.ts';

type Opened = PayloadOf<typeof claimOpened>;

/** A parcel was refused for what somebody on its way answers for: its seller's claim opens by itself (8.5.4.3.cf). */
export async function claimRefused(
  context: TrustContext,
  tx: TrustTransaction,
  { shipmentId, orderId, afterSaleId, claim }: PayloadOf<typeof shipmentRefused>,
): Promise<void> {
  // Of an exchange's parcel orders tells, which knows what it is worth.
  if (!claim || afterSaleId) return;
  const order = await milestoneOf(tx, orderId);
  await openClaim(context, tx, {
    about: 'parcel',
    aboutId: shipmentId,
    shipmentId,
    orderId,
    orderNumber: order?.orderNumber ?? '',
    buyerAccountId: order?.buyerAccountId ?? '',
    claim,
  });
}

/** Once for what it is about. */
export async function openClaim(
  context: TrustContext,
  tx: TrustTransaction,
  { claim, weighed, ...opened }: Opened,
): Promise<void> {
  const { about, aboutId, orderId, orderNumber } = opened;
  if (await tx.em.findOne(Claim, { aboutId })) return;
  const id = context.newId();
  const nowMs = context.clock.now();
  const { cause, sellerPartyId, amountFen, held, shares } = claim;
  const number = `SP${chinaDate(nowMs).replaceAll('-', '')}${id.slice(-8)}`;
  await tx.em.insert(Claim, {
    id,
    number,
    ...opened,
    sellerPartyId,
    cause,
    amountFen,
    held: toJson(held),
    weighed: weighed ? toJson(weighed) : null,
    clause: isClauseRef(claim.clause) ? claim.clause : '8.5.4.3.cf',
    state: claimLifecycle.initial,
    openedAtMs: nowMs,
    answerDueAtMs: answerDueAt(nowMs),
  });
  await tx.em.insertMany(
    ClaimShare,
    shares.map(({ part, partyId, permille }) => ({ id: context.newId(), claimId: id, part, partyId, permille })),
  );
  tx.audit({ type: 'claim', id, clause: '8.5.4.3.cf' });
  for (const { permille, ...bearer } of shares)
    await tellBearer(context, tx, bearer, {
      title: `${CLAIM_ABOUT[about]}要定责`,
      body:
        `订单${orderNumber}${WHAT_HAPPENED[about](CAUSE_TITLES[cause])}，按${RECORDS_OF[about]}您方承担${permille / 10}%。` +
        `不认可请在${ANSWER_WORKING_DAYS}个工作日内提出，不答复视为认可`,
      orderId,
    });
}
