import { movesOf } from '@heitu/kit/data/moves';
import { HelpRequest } from './help.entity.ts';
import { helpLifecycle } from './help.lifecycle.ts';

export const helpRequests = movesOf(HelpRequest, helpLifecycle);
