import { movesOf } from '@heitu/kit/data/moves';
import { Supplier } from './supplier.entity.ts';
import { supplierLifecycle } from './supplier.lifecycle.ts';

export const suppliers = movesOf(Supplier, supplierLifecycle);
