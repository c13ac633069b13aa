/** Between these hours of the day in China no phone rings for what can wait until the morning. */
export const QUIET_HOURS = { from: 21, to: 7 } as const;
export const QUIET_HOURS_TEXT = `晚上${QUIET_HOURS.from - 12}点到早上${QUIET_HOURS.to}点`;
