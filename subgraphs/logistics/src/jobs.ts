import type { LogisticsContext } from './context.ts';
import type { Job } from '@heitu/kit/serving/subgraph';
import { leaveLegs } from './custody/leave-legs.ts';
import { lapseSaidCash } from './delivery/lapse-said-cash.ts';
import { remindOfSaidCash } from './delivery/remind-of-said-cash.ts';
import { tellOverdueCash } from './delivery/tell-overdue-cash.ts';
import { lapseHandovers } from './handover/lapse-handovers.ts';
import { endParcels } from './shipment/end-parcels.ts';
import { forgetRecipients } from './shipment/forget-recipients.ts';
import { subscribeExpress } from './shipment/subscribe-express.ts';
import { missLoadChecks } from './shipment/miss-load-checks.ts';
import { leaveUnfetched } from './station/leave-station.ts';
import { keepTariffs } from './tariff/keep-tariffs.ts';
import { leaveAlarms } from './temperature/leave-alarms.ts';
import { checkSeals, sealReadings } from './temperature/seal-readings.ts';
import { watchDevices } from './temperature/watch-devices.ts';

export const jobs: Job<LogisticsContext>[] = [
  { name: 'watch-devices', everyMs: 5000, run: watchDevices },
  { name: 'subscribe-express', everyMs: 5000, run: subscribeExpress },
  { name: 'end-parcels', everyMs: 60_000, run: endParcels },
  { name: 'forget-recipients', everyMs: 60_000, run: forgetRecipients },
  { name: 'miss-load-checks', everyMs: 60_000, run: missLoadChecks },
  { name: 'leave-alarms', everyMs: 60_000, run: leaveAlarms },
  { name: 'seal-readings', everyMs: 300_000, run: sealReadings },
  { name: 'check-reading-seals', everyMs: 300_000, run: checkSeals },
  { name: 'leave-legs', everyMs: 60_000, run: leaveLegs },
  { name: 'leave-unfetched', everyMs: 5000, run: leaveUnfetched },
  { name: 'tell-overdue-cash', everyMs: 60_000, run: tellOverdueCash },
  { name: 'remind-of-said-cash', everyMs: 60_000, run: remindOfSaidCash },
  { name: 'lapse-said-cash', everyMs: 60_000, run: lapseSaidCash },
  { name: 'keep-tariffs', everyMs: 60_000, run: keepTariffs },
  { name: 'lapse-handovers', everyMs: 60_000, run: lapseHandovers },
];
