import { movesOf } from '@heitu/kit/data/moves';
import { LimitProposal } from './limit-proposal.entity.ts';
import { limitProposalLifecycle } from './limit-proposal.lifecycle.ts';

export const limitProposals = movesOf(LimitProposal, limitProposalLifecycle);
