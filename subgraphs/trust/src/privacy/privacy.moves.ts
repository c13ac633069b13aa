import { movesOf } from '@heitu/kit/data/moves';
import { dataRequestLifecycle } from './data-request.lifecycle.ts';
import { DataRequest } from './privacy.entity.ts';

export const dataRequests = movesOf(DataRequest, dataRequestLifecycle);
