import { type Clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';

/** The provider is asked by ourselves when its notice does not come: after this, then ever more seldom. */
export const ASK_AFTER_MS = 15 * SECOND_MS;
export const ASK_AT_LEAST_EVERY_MS = 10 * MINUTE_MS;
export const askAgainInMs = (asked: number): number => Math.min(ASK_AFTER_MS * 2 ** asked, ASK_AT_LEAST_EVERY_MS);
/** What was sent to move money is asked about five times as often. */
export const askMoneyAgainInMs = (asked: number): number => askAgainInMs(asked) / 5;
/** What is written where the provider was asked once more, and the end is not known yet. */
export const askedAgain = ({ clock }: { clock: Clock }, { attempts }: { attempts: number }) => ({
  attempts: attempts + 1,
  nextAtMs: clock.now() + askMoneyAgainInMs(attempts),
});

export const BATCH_MAX = 50;

/** A payment that is neither paid nor closed so long after its time is stuck: finance looks at it (9.2.co). */
export const STUCK_AFTER_MS = HOUR_MS;
/** What the provider has done with money is known a day later; where it is not, finance looks at it. */
export const KNOWN_WITHIN_MS = DAY_MS;
