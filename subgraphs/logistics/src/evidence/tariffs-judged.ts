import { YES } from '@heitu/kit/data/entities';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { info, measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import { RISES_COMING, STORAGE_TITLES } from '@heitu/standard';
import { feeOf } from '../area/offer.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { heldLately, NOTICE_MS, risePercent } from '../tariff/tariff.policy.ts';
import { carrierRow } from './figures.ts';

/** Tariffs that leapt, or that an emergency held: somebody of the operator has looked before they bound, or lapsed. */
export async function leapsLookedAt({ rows }: LogisticsContext, { fromMs, toMs }: Period): Promise<EvidenceFigure[]> {
  const coming = await rows
    .selectFrom('TariffChange')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', 'in', RISES_COMING)
    .executeTakeFirstOrThrow();
  const ended = await rows
    .selectFrom('TariffChange as t')
    .innerJoin('Carrier as c', 'c.partyId', 't.carrierPartyId')
    .select(['t.carrierPartyId', 't.title', 't.lookedAtMs', 't.risePercent', 'c.name'])
    .where('t.state', 'in', ['bound', 'lapsed'])
    .where('t.endedAtMs', '>=', fromMs)
    .where('t.endedAtMs', '<', toMs)
    .where((eb) => eb.or([eb('t.isLeap', '=', YES), eb('t.emergencyId', 'is not', null)]))
    .execute();
  return [
    info('公布了、还没生效的运费涨价', Number(coming.n), '个'),
    measured.noneOf(
      '涨得多、没有人看过的运费',
      ended.filter(({ lookedAtMs }) => lookedAtMs === null),
      '个',
      ({ carrierPartyId, name, title, risePercent: percent }) =>
        carrierRow({ carrierPartyId, name: `${name}：${title}，涨${percent}%` }),
      ended.length,
    ),
  ];
}

/** Each dearer rate that came into force was announced its days before, by the rates as they were charged. */
export async function raisedInTime({ rows }: LogisticsContext, { fromMs, toMs }: Period): Promise<EvidenceFigure> {
  const began = await rows
    .selectFrom('PastRate as p')
    .innerJoin('Carrier as c', 'c.partyId', 'p.carrierPartyId')
    .selectAll('p')
    .select('c.name')
    .where('p.fromMs', '>=', fromMs)
    .where('p.fromMs', '<', toMs)
    .execute();
  const carriers = [...new Set(began.map(({ carrierPartyId }) => carrierPartyId))];
  const kept = carriers.length
    ? await rows.selectFrom('PastRate').selectAll().where('carrierPartyId', 'in', carriers).execute()
    : [];
  const announced = carriers.length
    ? await rows
        .selectFrom('TariffChange')
        .select(['carrierPartyId', 'storage', 'divisionCode', 'announcedAtMs', 'endedAtMs'])
        .where('carrierPartyId', 'in', carriers)
        .where('state', '=', 'bound')
        .execute()
    : [];
  const dearer = began.filter((rate) => {
    const before = kept.filter(
      ({ id, carrierPartyId, storage, fromMs: sinceMs }) =>
        id !== rate.id && carrierPartyId === rate.carrierPartyId && storage === rate.storage && sinceMs < rate.fromMs,
    );
    const held = heldLately(before, rate.divisionCode, rate.fromMs - 1);
    return held !== null && risePercent(rate, (grams) => feeOf(held, grams)) > 0;
  });
  const late = dearer.filter(
    (rate) =>
      !announced.some(
        (change) =>
          change.carrierPartyId === rate.carrierPartyId &&
          change.storage === rate.storage &&
          change.divisionCode === rate.divisionCode &&
          // The same run of the job wrote both.
          Math.abs((change.endedAtMs ?? 0) - rate.fromMs) < MINUTE_MS &&
          change.announcedAtMs <= rate.fromMs - NOTICE_MS,
      ),
  );
  return measured.noneOf(
    '没有提前公布满七天就涨的运费',
    late,
    '个',
    ({ carrierPartyId, name, storage, fromMs: atMs }) =>
      carrierRow({ carrierPartyId, name: `${name}：${STORAGE_TITLES[storage]}，${chinaDate(atMs)}` }),
    dearer.length,
  );
}
