import { toJson } from '@heitu/kit/rules/typed-json';
import { isLeap, type Storage } from '@heitu/standard';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { TariffChange } from './tariff.entity.ts';
import { tariffLifecycle } from './tariff.lifecycle.ts';
import { tariffChanges } from './tariff.moves.ts';
import { NOTICE_MS, type Tariff, type TariffChangeKind } from './tariff.policy.ts';
import { tellTariff } from './tell-tariff.ts';

interface About {
  carrierPartyId: string;
  storage: Storage | null;
  divisionCode: string;
}
/** The discount at stations is one for a carrier, a rate one for a place and a way of keeping. */
const openFor = ({ carrierPartyId, storage, divisionCode }: About): string =>
  `${carrierPartyId} ${storage ?? 'station'} ${divisionCode}`;

/** What was to come of it is no longer what its carrier wants. */
export async function replaceComing(
  context: Pick<LogisticsContext, 'clock'>,
  tx: LogisticsTransaction,
  about: About,
): Promise<void> {
  const open = await tx.em.findOne(TariffChange, { openFor: openFor(about) });
  if (!open) return;
  const set = { openFor: null, endedAtMs: context.clock.now() };
  if (await tariffChanges.bySystem(context, tx, 'replace', { id: open.id }, set)) {
    await tellTariff(context, tx, open.id, 'replaced');
  }
}

/** It is public from now on and binds after its days; a leap lies on the operator's desk meanwhile. */
export async function announceTariff(
  context: Pick<LogisticsContext, 'clock' | 'newId'>,
  tx: LogisticsTransaction,
  about: About & {
    kind: TariffChangeKind;
    rateId: string | null;
    title: string;
    before: Tariff;
    after: Tariff;
    risePercent: number;
  },
): Promise<void> {
  const id = context.newId();
  const nowMs = context.clock.now();
  const { before, after, ...said } = about;
  await tx.em.insert(TariffChange, {
    ...said,
    id,
    before: toJson(before),
    after: toJson(after),
    openFor: openFor(about),
    isLeap: isLeap(about.risePercent),
    state: tariffLifecycle.initial,
    announcedAtMs: nowMs,
    bindsAtMs: nowMs + NOTICE_MS,
  });
  if (isLeap(about.risePercent)) await tariffChanges.bySystem(context, tx, 'flag', { id });
  await tellTariff(context, tx, id, 'announced');
}
