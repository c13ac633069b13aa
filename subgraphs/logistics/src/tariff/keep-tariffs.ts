import { eachAlone } from '@heitu/kit/data/each-alone';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { CostBasis } from '@heitu/kit/rules/rise';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { TARIFF_LOOK_HOURS } from '@heitu/standard';
import { Rate } from '../area/area.entity.ts';
import { endRate, keepRate, keepStationOff } from '../area/past-tariffs.ts';
import { ServiceEmergencies } from '../asks/catalog.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { COMING } from './tariff.lifecycle.ts';
import { tariffChanges } from './tariff.moves.ts';
import { bindsAgainAtMs, feeBefore, risePercent } from './tariff.policy.ts';
import { tellTariff } from './tell-tariff.ts';

const PER_RUN_MAX = 500;

type Change = RowOf<'TariffChange'>;
interface Rule {
  id: string;
  document: string;
  basis: CostBasis;
  risePercent: number;
  startsAtMs: number;
}

/**
 * Job: dearer tariffs bind on their day. A rule for an emergency that binds delivery holds what rises more than its
 * document lets it, also what was announced before it began; without an answer of the catalog nothing rises.
 */
export async function keepTariffs(context: LogisticsContext): Promise<void> {
  const coming = await context.rows
    .selectFrom('TariffChange')
    .selectAll()
    .where('state', 'in', COMING)
    .orderBy('bindsAtMs')
    .orderBy('id')
    .limit(PER_RUN_MAX)
    .execute();
  if (coming.length === 0) return;
  const { serviceEmergencies } = await context.peers.query(ServiceEmergencies, { service: 'DELIVERY' });
  const rules = serviceEmergencies.map(({ basis, startsAtMs, ...rule }) => ({
    ...rule,
    basis: basis === 'HIGHEST' ? ('highest' as const) : ('average' as const),
    startsAtMs: Number(startsAtMs),
  }));
  await eachAlone(coming, (change) =>
    change.state === 'held' ? keepHeld(context, change, rules) : keep(context, change, rules),
  );
}

/** Nobody has looked in time: it is not raised. The emergency is over: it is announced again. */
async function keepHeld(context: LogisticsContext, change: Change, rules: readonly Rule[]): Promise<void> {
  const { id, emergencyId, bindsAtMs, lookDueAtMs } = change;
  const nowMs = context.clock.now();
  const isOver = !rules.some((rule) => rule.id === emergencyId);
  if (!isOver && (lookDueAtMs ?? Infinity) > nowMs) return;
  await context.transaction(async (tx) => {
    const moved = isOver
      ? await tariffChanges.bySystem(context, tx, 'free', { id }, { bindsAtMs: bindsAgainAtMs(bindsAtMs, nowMs) })
      : await tariffChanges.bySystem(context, tx, 'lapse', { id }, { openFor: null, endedAtMs: nowMs });
    if (moved > 0) await tellTariff(context, tx, id, isOver ? 'announced' : 'lapsed');
    return ok(null);
  });
}

async function keep(context: LogisticsContext, change: Change, rules: readonly Rule[]): Promise<void> {
  const nowMs = context.clock.now();
  const { id, bindsAtMs } = change;
  const rule = await heldBy(context, change, rules);
  if (rule) {
    await context.transaction(async (tx) => {
      const set = {
        emergencyId: rule.id,
        document: rule.document,
        limitPercent: rule.risePercent,
        lookDueAtMs: nowMs + TARIFF_LOOK_HOURS * HOUR_MS,
      };
      if ((await tariffChanges.bySystem(context, tx, 'hold', { id }, set)) > 0)
        await tellTariff(context, tx, id, 'held');
      return ok(null);
    });
  } else if (bindsAtMs <= nowMs) {
    await context.transaction(async (tx) => {
      const set = { openFor: null, endedAtMs: nowMs };
      if ((await tariffChanges.bySystem(context, tx, 'bind', { id }, set)) > 0) await bind(context, tx, change);
      return ok(null);
    });
  }
}

/** The strictest rule that this rise is beyond, and under which nobody has allowed it. */
async function heldBy(context: LogisticsContext, change: Change, rules: readonly Rule[]): Promise<Rule | null> {
  const binding = rules
    .filter(({ id }) => id !== change.allowedUnder)
    .toSorted((a, b) => a.risePercent - b.risePercent || (a.id < b.id ? -1 : 1));
  if (binding.length === 0) return null;
  const { price } = fromJson(change.after);
  const { storage, divisionCode } = change;
  if (!price || !storage) return binding.find((rule) => change.risePercent > rule.risePercent) ?? null;
  const rates = await context.rows
    .selectFrom('PastRate')
    .selectAll()
    .where('carrierPartyId', '=', change.carrierPartyId)
    .where('storage', '=', storage)
    .execute();
  return binding.find((rule) => risePercent(price, feeBefore(rates, divisionCode, rule)) > rule.risePercent) ?? null;
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
