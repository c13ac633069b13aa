import { keysOf } from '@heitu/kit/rules/checked';
import type { World } from './world.ts';

/** The switch of each service. What a lie can be depends on what the service says; the first is the default. */
export const LIES = {
  wechatPay: ['does-nothing', 'unsigned', 'wrong-signature', 'wrong-amount'],
  wechat: ['does-nothing'],
  sms: ['does-nothing', 'wrong-signature'],
  wecom: ['does-nothing'],
  express: ['does-nothing', 'wrong-signature'],
  sensors: ['wrong-signature'],
  partner: ['does-nothing'],
  tax: ['does-nothing', 'unsigned', 'wrong-signature'],
} as const;

export type ServiceName = keyof typeof LIES;
export const SERVICE_NAMES = keysOf(LIES);
export type Lie = (typeof LIES)[ServiceName][number];
export const FAULT_MODES = ['ok', 'slow', 'failing', 'lying'] as const;

export interface Fault {
  service: ServiceName;
  mode: 'slow' | 'failing' | 'lying';
  lie: Lie | null;
  ms: number;
  /** Null: until it is switched off. */
  timesLeft: number | null;
  /** Only requests whose path contains this. */
  path: string | null;
}

const PUSHING: readonly ServiceName[] = ['express', 'sms'];
/** What the service sends by itself can be spoiled too; everything else meets requests. Sensors only send. */
const meetsPushes = (fault: Fault): boolean =>
  fault.service === 'sensors' || (PUSHING.includes(fault.service) && fault.lie === 'wrong-signature');

/** One fault a service; a new one takes the place of the old. */
export function setFault(world: World, fault: Fault): void {
  clearFault(world, fault.service);
  world.store.insert('fault', { ...fault });
}

export function clearFault(world: World, service: ServiceName): void {
  world.store.run('delete from fault where service = ?', service);
}

/** The fault that meets this request or push, counted down. */
export function takeFault(world: World, service: ServiceName, path: string, side: 'request' | 'push'): Fault | null {
  const fault = world.store.one<Fault>('select * from fault where service = ?', service);
  if (!fault || meetsPushes(fault) !== (side === 'push') || (fault.path !== null && !path.includes(fault.path)))
    return null;
  if (fault.timesLeft !== null) {
    if (fault.timesLeft <= 1) clearFault(world, service);
    else world.store.run('update fault set timesLeft = timesLeft - 1 where service = ?', service);
  }
  return fault;
}
