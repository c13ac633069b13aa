import { movesOf } from '@heitu/kit/data/moves';
import { Complaint, Review } from './complaint.entity.ts';
import { complaintLifecycle } from './complaint.lifecycle.ts';
import { replyLifecycle, reviewLifecycle } from './review.lifecycle.ts';

export const complaints = movesOf(Complaint, complaintLifecycle);
export const reviews = movesOf(Review, reviewLifecycle);
export const replies = movesOf(Review, replyLifecycle);
