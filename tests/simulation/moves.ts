import { carrierOperations } from './carrier.operations.ts';
import { consumerOperations } from './consumer.operations.ts';
import type { Operation } from './county.ts';
import type { Task } from './machine.ts';
import { operatorOperations } from './operator.operations.ts';
import { fieldOperations } from './field.operations.ts';
import { sellerOperations } from './seller.operations.ts';
import { stationOperations } from './station.operations.ts';

/** One thing the scheduler may do next. */
export interface Move {
  kind: string;
  label: string;
  run: (task: Task) => Promise<string>;
  /** Whether a process can die in it. */
  crashes: boolean;
}

export const OPERATIONS: readonly Operation[] = [
  ...consumerOperations,
  ...sellerOperations,
  ...fieldOperations,
  ...carrierOperations,
  ...stationOperations,
  ...operatorOperations,
];

/** How often each kind of move is drawn. */
export const KINDS = [
  { name: 'act', weight: 46 },
  { name: 'relay', weight: 24 },
  { name: 'job', weight: 13 },
  { name: 'pay', weight: 6 },
  { name: 'notice', weight: 5 },
  { name: 'provide', weight: 3 },
  { name: 'leap', weight: 3 },
  { name: 'retry', weight: 3 },
  { name: 'code', weight: 5 },
] as const;
