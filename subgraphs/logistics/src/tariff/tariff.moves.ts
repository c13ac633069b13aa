import { movesOf } from '@heitu/kit/data/moves';
import { TariffChange } from './tariff.entity.ts';
import { tariffLifecycle } from './tariff.lifecycle.ts';

export const tariffChanges = movesOf(TariffChange, tariffLifecycle);
