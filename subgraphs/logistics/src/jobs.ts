import type { LogisticsContext } from './context.ts';
import type { Job } from '@heitu/kit/serving/subgraph';
import { lapseHandovers } from './handover/lapse-handovers.ts';
import { subscribeExpress } from './shipment/subscribe-express.ts';
import { watchDevices } from './temperature/watch-devices.ts';

export const jobs: Job<LogisticsContext>[] = [
  { name: 'watch-devices', everyMs: 5000, run: watchDevices },
  { name: 'subscribe-express', everyMs: 5000, run: subscribeExpress },
  { name: 'lapse-handovers', everyMs: 60_000, run: lapseHandovers },
];
