import { movesOf } from '@heitu/kit/data/moves';
import { PublicLook } from './look.entity.ts';
import { lookLifecycle } from './look.lifecycle.ts';

export const looks = movesOf(PublicLook, lookLifecycle);
