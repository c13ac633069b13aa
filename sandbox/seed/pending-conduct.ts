import { inRoom } from './rooms.ts';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { OversightRequest, TradeCheck } from '@heitu/trust';
import { APPEAL, OVERSIGHT, RECTIFICATION, TRADE_CHECK } from '../county/pending.ts';
import { accountId, partyId } from './keys.ts';
import { takeIn } from './pending-measures.ts';
import { begunFor } from './pending-trust.ts';

const ADMIN = accountId('staff:heitu-admin');
const MEDIATOR = accountId('staff:heitu-mediator');
const REGULATOR = accountId('staff:county-amr-reader');

/**
 * A warning that was appealed against, a rectification that was reported, a check to be followed up since yesterday,
 * and an authority's question.
 */
export async function pendingConduct(bare: Context, sellers: Context): Promise<void> {
  const context = inRoom(bare, 'trust');
  const { em, vault } = context;
  if (await em.count(OversightRequest, { id: idFrom('oversight:pending') })) return;
  const nowMs = context.clock.now();
  const oversightId = idFrom('oversight:pending');
  const [warned, mending] = [partyId(APPEAL.sellerKey), partyId(RECTIFICATION.sellerKey)];
  const seal = await vault.sealer([warned, mending, oversightId]);
  for (const measure of measuresOf(seal, warned, mending, nowMs)) await takeIn(context, measure, sellers);
  await em.insert(TradeCheck, {
    id: idFrom('check:pending'),
    subject: 'goods',
    partyId: warned,
    passed: false,
    finding: sealTextWith(seal, warned, TRADE_CHECK),
    supervisorId: MEDIATOR,
    atMs: nowMs - 15 * DAY_MS,
    followUpDueAtMs: nowMs - 20 * HOUR_MS,
    closedAtMs: null,
  });
  const askedAtMs = begunFor(nowMs, (fromMs) => addWorkingDays(fromMs, 5), 2 * DAY_MS);
  await em.insert(OversightRequest, {
    id: oversightId,
    from: 'regulator',
    accountId: REGULATOR,
    subject: sealTextWith(seal, oversightId, OVERSIGHT.subject),
    text: sealTextWith(seal, oversightId, OVERSIGHT.text),
    askedAtMs,
    dueAtMs: addWorkingDays(askedAtMs, 5),
    answer: null,
    answeredBy: null,
    answeredAtMs: null,
    answerHash: null,
  });
}

/** The warning that was appealed against, and the rectification that was reported. */
function measuresOf(seal: Sealer, warned: string, mending: string, nowMs: number) {
  return [
    {
      id: idFrom('measure:pending:appeal'),
      partyId: warned,
      step: APPEAL.step,
      state: 'appealed' as const,
      reason: APPEAL.reason,
      clause: APPEAL.clause,
      dueAtMs: null,
      takenBy: ADMIN,
      takenAtMs: nowMs - 6 * DAY_MS,
      appeal: sealTextWith(seal, warned, APPEAL.text),
      appealedAtMs: nowMs - 30 * HOUR_MS,
    },
    {
      id: idFrom('measure:pending:rectify'),
      partyId: mending,
      step: RECTIFICATION.step,
      state: 'reported' as const,
      reason: RECTIFICATION.reason,
      clause: RECTIFICATION.clause,
      dueAtMs: nowMs + DAY_MS + 4 * HOUR_MS,
      takenBy: ADMIN,
      takenAtMs: nowMs - 12 * DAY_MS,
      rectification: sealTextWith(seal, mending, RECTIFICATION.text),
      rectifiedAtMs: nowMs - 8 * HOUR_MS,
      rectifiedInTime: true,
    },
  ];
}
