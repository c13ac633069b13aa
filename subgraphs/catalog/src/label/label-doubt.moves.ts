import { movesOf } from '@heitu/kit/data/moves';
import { labelDoubtLifecycle } from './label-doubt.lifecycle.ts';
import { LabelDoubt } from './label.entity.ts';

export const labelDoubts = movesOf(LabelDoubt, labelDoubtLifecycle);
