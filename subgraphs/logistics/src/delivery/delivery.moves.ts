import { movesOf } from '@heitu/kit/data/moves';
import { contentsCaseLifecycle } from './contents-case.lifecycle.ts';
import { codLifecycle } from './cod.lifecycle.ts';
import { CodRemittance, ContentsCase } from './delivery.entity.ts';

export const codRemittances = movesOf(CodRemittance, codLifecycle);
export const contentsCases = movesOf(ContentsCase, contentsCaseLifecycle);
