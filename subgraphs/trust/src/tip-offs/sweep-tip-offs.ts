import { eachAlone } from '@heitu/kit/data/each-alone';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { tellAuthority } from './tell-authority.ts';
import { TipOff } from './tip-off.entity.ts';
import { HAND_OVER_WORKING_DAYS, HANDED_TEXT, HANDED_TO, NETWORK_KEPT_MS } from './tip-off.policy.ts';
import { tipOffs } from './tip-off.moves.ts';

const BATCH_MAX = 50;

/**
 * What time does to reports: what nobody found out goes to the authority, who left a number is told by SMS, and from
 * where a report came is forgotten.
 */
export const sweepTipOffs = (context: TrustContext): Promise<void> =>
  eachAlone([handOver, tellReporters, forgetNetworks], (sweep) => sweep(context, context.clock.now()));

async function handOver(context: TrustContext, nowMs: number): Promise<void> {
  const late = await context.rows
    .selectFrom('TipOff')
    .select(['id', 'dueAtMs', 'phoneSealed'])
    .where('state', '=', 'filed')
    .where('dueAtMs', '<', nowMs)
    .orderBy('dueAtMs')
    .limit(BATCH_MAX)
    .execute();
  const over = late.filter(({ dueAtMs }) => addWorkingDays(dueAtMs, HAND_OVER_WORKING_DAYS) < nowMs);
  await eachAlone(over, async ({ id, phoneSealed }) => {
    const answer = await context.vault.sealText(id, HANDED_TEXT);
    await context.transaction(async (tx) => {
      const set = {
        decidedAtMs: nowMs,
        tellSinceMs: phoneSealed === null ? null : nowMs,
        answer,
        authority: HANDED_TO,
      };
      if ((await tipOffs.bySystem(context, tx, 'hand-over', { id }, set)) === 0) return ok(null);
      await tellAuthority(context, tx, HANDED_TO);
      tx.audit({ type: 'tip-off', id, clause: '12.1' });
      return ok(null);
    });
  });
}

/** Each at most once: the number is taken away before it is used. */
async function tellReporters(context: TrustContext): Promise<void> {
  const { sms } = context.services;
  const decided = await context.rows
    .selectFrom('TipOff')
    .select(['id', 'code', 'phoneSealed'])
    .where('tellSinceMs', 'is not', null)
    .orderBy('tellSinceMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(decided, async ({ id, code, phoneSealed }) => {
    const phone = phoneSealed && (await context.vault.openUnrecorded(id, phoneSealed));
    const taken = await context.transaction(async (tx) =>
      ok(
        await tx.em.nativeUpdate(TipOff, { id, tellSinceMs: { $ne: null } }, { phoneSealed: null, tellSinceMs: null }),
      ),
    );
    if (!taken.ok || taken.value === 0 || !sms || !phone) return;
    const result = await sms.send({ phone, template: 'tip-off-answered', params: { code } });
    if (!result.ok) context.log.warn({ code: result.code, outcome: result.outcome }, 'a reporter was not told by SMS');
  });
}

async function forgetNetworks(context: TrustContext, nowMs: number): Promise<void> {
  await context.transaction(async (tx) =>
    ok(
      await tx.em.nativeUpdate(
        TipOff,
        { fromKey: { $ne: null }, filedAtMs: { $lt: nowMs - NETWORK_KEPT_MS } },
        { fromKey: null },
      ),
    ),
  );
}
