import { rowAfter } from '@heitu/kit/rules/mutation';
import { ReviewView } from './complaint.view.ts';
import { reviewsById } from './review.loader.ts';

/** What mutations show: the review as it is now, also to a seller whose reply was to a withdrawn one. */
export const reviewNow = rowAfter(ReviewView, reviewsById);
