import type { Job } from '@heitu/kit/serving/subgraph';
import { subscribeExpress } from './shipment/subscribe-express.ts';
import { watchDevices } from './temperature/watch-devices.ts';

export const jobs = [
  { name: 'watch-devices', everyMs: 5000, run: watchDevices },
  { name: 'subscribe-express', everyMs: 5000, run: subscribeExpress },
] as Job[];
