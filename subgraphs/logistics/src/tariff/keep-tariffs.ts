import { eachAlone } from '@heitu/kit/data/each-alone';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { bindsAgainAtMs, dueOfRise, riseRuleOf, type RiseRule, type RiseStep } from '@heitu/kit/rules/rise';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { RISES_COMING, TARIFF_LOOK_HOURS } from '@heitu/standard';
import { Rate } from '../area/area.entity.ts';
import { endRate, keepRate, keepStationOff } from '../area/past-tariffs.ts';
import { ServiceEmergencies } from '../asks/catalog.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { tariffChanges } from './tariff.moves.ts';
import { feeBefore, NOTICE_MS, risePercent } from './tariff.policy.ts';
import { tellTariff } from './tell-tariff.ts';

const PER_RUN_MAX = 500;

type Change = RowOf<'TariffChange'>;
/**
 * Job: dearer tariffs bind on their day. A rule for an emergency that binds delivery holds what rises more than its
 * document lets it, also what was announced before it began; without an answer of the catalog nothing rises.
 */
export async function keepTariffs(context: LogisticsContext): Promise<void> {
  const coming = await context.rows
    .selectFrom('TariffChange')
    .selectAll()
    .where('state', 'in', RISES_COMING)
    .orderBy('bindsAtMs')
    .orderBy('id')
    .limit(PER_RUN_MAX)
    .execute();
  if (coming.length === 0) return;
  const { serviceEmergencies } = await context.peers.query(ServiceEmergencies, { service: 'DELIVERY' });
  const rules = serviceEmergencies.map(riseRuleOf);
  await eachAlone(coming, async (change) => {
    const risesBy = rules.length === 0 ? () => 0 : await risesOf(context, change);
    const step = dueOfRise({ ...change, isHeld: change.state === 'held' }, rules, risesBy, context.clock.now());
    if (step) await take(context, change, step);
  });
}

const TOLD_AS = { hold: 'held', free: 'announced', lapse: 'lapsed' } as const;
async function take(context: LogisticsContext, change: Change, step: RiseStep): Promise<void> {
  const { id, bindsAtMs } = change;
  const nowMs = context.clock.now();
  const ended = { openFor: null, endedAtMs: nowMs };
  await context.transaction(async (tx) => {
    if (step.act === 'bind') {
      if ((await tariffChanges.bySystem(context, tx, 'bind', { id }, ended)) > 0) await bind(context, tx, change);
      return ok(null);
    }
    const set =
      step.act === 'hold'
        ? {
            emergencyId: step.rule.id,
            document: step.rule.document,
            limitPercent: step.rule.risePercent,
            lookDueAtMs: nowMs + TARIFF_LOOK_HOURS * HOUR_MS,
          }
        : step.act === 'free'
          ? { bindsAtMs: bindsAgainAtMs(bindsAtMs, nowMs, NOTICE_MS) }
          : ended;
    if ((await tariffChanges.bySystem(context, tx, step.act, { id }, set)) > 0)
      await tellTariff(context, tx, id, TOLD_AS[step.act]);
    return ok(null);
  });
}

/** By how many percent it rises, as a rule measures: a rate against the days before, else against what holds now. */
async function risesOf(context: LogisticsContext, change: Change): Promise<(rule: RiseRule) => number> {
  const { price } = fromJson(change.after);
  const { storage, divisionCode, risePercent: percent } = change;
  if (!price || !storage) return () => percent;
  const rates = await context.rows
    .selectFrom('PastRate')
    .selectAll()
    .where('carrierPartyId', '=', change.carrierPartyId)
    .where('storage', '=', storage)
    .execute();
  return (rule) => risePercent(price, feeBefore(rates, divisionCode, rule));
}

/** From now on it is charged; what was quoted before stays as it was. */
async function bind(context: LogisticsContext, tx: LogisticsTransaction, change: Change): Promise<void> {
  const { id, kind, carrierPartyId, rateId, storage, divisionCode } = change;
  const { price, offFen } = fromJson(change.after);
  const changedAtMs = context.clock.now();
  if (kind === 'station-off' && offFen !== undefined) {
    await tx.em.nativeUpdate(Carrier, { partyId: carrierPartyId }, { stationOffFen: offFen });
    await keepStationOff(context, tx, carrierPartyId, offFen);
  } else if (storage && kind === 'withdrawal') {
    await tx.em.nativeDelete(Rate, { id: rateId });
    await endRate(context, tx, { carrierPartyId, storage, divisionCode });
  } else if (storage && price) {
    await tx.em.nativeUpdate(Rate, { id: rateId }, { ...price, changedAtMs });
    await keepRate(context, tx, { carrierPartyId, storage, divisionCode }, price);
  }
  await tellTariff(context, tx, id, 'bound');
}
