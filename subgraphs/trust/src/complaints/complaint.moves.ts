import { movesOf } from '@heitu/kit/data/moves';
import { Complaint, Review } from './complaint.entity.ts';
import { complaintLifecycle } from './complaint.lifecycle.ts';
import { reviewLifecycle } from './review.lifecycle.ts';

export const complaints = movesOf(Complaint, complaintLifecycle);
export const reviews = movesOf(Review, reviewLifecycle);
