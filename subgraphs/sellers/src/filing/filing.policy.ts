/** Within this a reviewer decides a filing; then the operator's administrators see it as well. */
export const REVIEW_WORKING_DAYS = 5;
