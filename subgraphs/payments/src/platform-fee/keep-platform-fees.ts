import { eachAlone } from '@heitu/kit/data/each-alone';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { bindsAgainAtMs, dueOfRise, riseRuleOf, type RiseStep } from '@heitu/kit/rules/rise';
import { TARIFF_LOOK_HOURS } from '@heitu/standard';
import { ServiceEmergencies } from '../asks/catalog.ts';
import type { PaymentsContext } from '../context.ts';
import { bindFee } from './bind-fee.ts';
import { FEES_COMING } from './platform-fee.lifecycle.ts';
import { feesHeld, type FeeRow } from './platform-fee.loader.ts';
import { platformFees } from './platform-fee.moves.ts';
import { FEE_NOTICE_MS, FEE_SERVICE, feeRiseSince } from './platform-fee.policy.ts';
import { tellFee } from './tell-fee.ts';

/**
 * Job: a dearer fee binds on its day, as a carrier's tariff does; without an answer of the catalog about emergencies
 * nothing rises. What one proposed and no second one decided is void.
 */
export async function keepPlatformFees(context: PaymentsContext): Promise<void> {
  const { clock, rows, peers } = context;
  const [fee] = await rows.selectFrom('PlatformFee').selectAll().where('openFor', 'is not', null).execute();
  if (!fee) return;
  if (platformFees.lifecycle.hasLapsed(fee, clock.now())) return lapse(context, fee);
  if (!FEES_COMING.some((state) => state === fee.state)) return;
  const { serviceEmergencies } = await peers.query(ServiceEmergencies, { service: FEE_SERVICE });
  const held = await feesHeld(context);
  const step = dueOfRise(
    { ...fee, isHeld: fee.state === 'held', bindsAtMs: fee.bindsAtMs ?? clock.now() },
    serviceEmergencies.map(riseRuleOf),
    (rule) => feeRiseSince(fee, held, rule),
    clock.now(),
  );
  if (step) await eachAlone([fee], (one) => take(context, one, step));
}

const lapse = async (context: PaymentsContext, { id, proposedAtMs }: FeeRow): Promise<void> => {
  await context.transaction(async (tx) => {
    const set = { openFor: null, endedAtMs: context.clock.now() };
    await platformFees.bySystem(context, tx, 'reject', { id, proposedAtMs }, set);
    return ok(null);
  });
};

async function take(context: PaymentsContext, { id, bindsAtMs }: FeeRow, step: RiseStep): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    if (step.act === 'bind') {
      await bindFee(context, tx, id);
      return ok(null);
    }
    const moved =
      step.act === 'hold'
        ? await platformFees.bySystem(
            context,
            tx,
            'hold',
            { id },
            {
              emergencyId: step.rule.id,
              document: step.rule.document,
              limitPercent: step.rule.risePercent,
              lookDueAtMs: nowMs + TARIFF_LOOK_HOURS * HOUR_MS,
            },
          )
        : step.act === 'free'
          ? await platformFees.bySystem(
              context,
              tx,
              'free',
              { id },
              {
                bindsAtMs: bindsAgainAtMs(bindsAtMs ?? nowMs, nowMs, FEE_NOTICE_MS),
              },
            )
          : await platformFees.bySystem(context, tx, 'lapse', { id }, { openFor: null, endedAtMs: nowMs });
    if (moved > 0) await tellFee(context, tx, id, TOLD_AS[step.act]);
    return ok(null);
  });
}
const TOLD_AS = { hold: 'held', free: 'announced', lapse: 'lapsed' } as const;
