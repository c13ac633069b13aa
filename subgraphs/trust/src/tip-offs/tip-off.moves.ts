import { movesOf } from '@heitu/kit/data/moves';
import { TipOff } from './tip-off.entity.ts';
import { tipOffLifecycle } from './tip-off.lifecycle.ts';

export const tipOffs = movesOf(TipOff, tipOffLifecycle);
