import { movesOf } from '@heitu/kit/data/moves';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';

export const collections = movesOf(Collection, collectionLifecycle);
