import { z } from 'zod';
import { clearFault, FAULT_MODES, LIES, SERVICE_NAMES, setFault, type Lie } from '../faults.ts';
import type { World } from '../world.ts';
import { Conflict, get, post, type ControlRoute } from './route.ts';

const SLOW_MS_MAX = 60_000;
const SLOW_MS = 6000;

const shape = z.object({
  service: z.enum(SERVICE_NAMES),
  mode: z.enum(FAULT_MODES),
  lie: z.string().optional(),
  ms: z.int().min(0).max(SLOW_MS_MAX).default(SLOW_MS),
  times: z.int().min(1).optional(),
  path: z.string().min(1).optional(),
});

function change(world: World, { service, mode, lie, ms, times, path }: z.infer<typeof shape>): object {
  if (mode === 'ok') {
    clearFault(world, service);
    return { service, mode };
  }
  const lies: readonly Lie[] = LIES[service];
  const told = lie === undefined ? lies[0] : lies.find((each) => each === lie);
  if (!told) throw new Conflict(`${service} can lie as: ${lies.join(', ')}`);
  const fault = {
    service,
    mode,
    lie: mode === 'lying' ? told : null,
    ms: mode === 'slow' ? ms : 0,
    timesLeft: times ?? null,
    path: path ?? null,
  };
  setFault(world, fault);
  return fault;
}

export const faultRoutes: readonly ControlRoute[] = [
  get('/faults', 'which services are spoiled', (world) => ({
    faults: world.store.all('select * from fault'),
    lies: LIES,
  })),
  post('/faults', 'spoils a service: {service, mode: ok|slow|failing|lying, lie?, ms?, times?, path?}', shape, change),
];
