import { movesOf } from '@heitu/kit/data/moves';
import { Handover, Mismatch } from './handover.entity.ts';
import { handoverLifecycle, mismatchLifecycle } from './handover.lifecycle.ts';

export const handovers = movesOf(Handover, handoverLifecycle);
export const mismatches = movesOf(Mismatch, mismatchLifecycle);
