import { movesOf } from '@heitu/kit/data/moves';
import { BackupMedium } from './medium.entity.ts';
import { mediumLifecycle } from './medium.lifecycle.ts';

export const media = movesOf(BackupMedium, mediumLifecycle);
