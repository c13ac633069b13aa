import { NOT_DELIVERED } from './entities.ts';
import { chinaDate } from '../rules/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../rules/clock.ts';
import type { Context } from './context.ts';
import { BATCH_ROWS, inBatches } from './forget-old.ts';
import { idAt } from '../rules/ids.ts';
import type { Job } from '../serving/subgraph.ts';

/** Delivered events stay this long for whoever looks into what happened. */
export const DELIVERED_KEPT_MS = 14 * DAY_MS;
/** An event older than this is refused: what was done for it is no longer known. Parked ones are to be released before. */
export const EVENT_AGE_MAX_MS = 180 * DAY_MS;
/** Longer than any event can come again, by clocks that differ. */
export const INBOX_KEPT_MS = EVENT_AGE_MAX_MS + DAY_MS;
/** The promise to clients: for this long the same request id gets the same answer. */
export const REQUEST_PROMISE_MS = 30 * DAY_MS;
/** A name that nobody has held for so long is no longer used. */
const LEASE_KEPT_MS = DAY_MS;

/** Each consumer's oldest first, as the index has them; parked and waiting rows are in another part of it. */
async function forgetDeliveries({ rows, clock }: Context): Promise<void> {
  const cutMs = clock.now() - DELIVERED_KEPT_MS;
  const consumers = await rows
    .selectFrom('EventDelivery')
    .select('consumer')
    .distinct()
    .where('state', '=', 1)
    .execute();
  for (const { consumer } of consumers) {
    await inBatches(async () => {
      const oldest = await rows
        .selectFrom('EventDelivery')
        .select(['id', 'nextAtMs'])
        .where('state', '=', 1)
        .where('consumer', '=', consumer)
        .orderBy('id')
        .limit(BATCH_ROWS)
        .execute();
      const ids = oldest.filter((row) => Number(row.nextAtMs) < cutMs).map(({ id }) => id);
      if (ids.length > 0) await rows.deleteFrom('EventDelivery').where('id', 'in', ids).execute();
      return ids.length;
    });
  }
}

/** Ids begin with their time. An event that still waits anywhere, or is parked, stays. */
const forgetEvents = ({ rows, clock }: Context): Promise<void> =>
  inBatches(async () => {
    const old = await rows
      .selectFrom('Outbox')
      .select('id')
      .where('id', '<', idAt(clock.now() - DELIVERED_KEPT_MS))
      .where('id', 'not in', (from) =>
        from.selectFrom('EventDelivery').select('eventId').where('state', 'in', NOT_DELIVERED),
      )
      .orderBy('id')
      .limit(BATCH_ROWS)
      .execute();
    if (old.length > 0)
      await rows
        .deleteFrom('Outbox')
        .where(
          'id',
          'in',
          old.map(({ id }) => id),
        )
        .execute();
    return old.length;
  });

/** Keys begin with the event's id, which begins with its time. */
const forgetReactions = ({ rows, clock }: Context): Promise<void> =>
  inBatches(async () => {
    const old = await rows
      .selectFrom('Inbox')
      .select('key')
      .where('key', '<', idAt(clock.now() - INBOX_KEPT_MS))
      .orderBy('key')
      .limit(BATCH_ROWS)
      .execute();
    if (old.length > 0)
      await rows
        .deleteFrom('Inbox')
        .where(
          'key',
          'in',
          old.map(({ key }) => key),
        )
        .execute();
    return old.length;
  });

const forgetRequests = ({ rows, clock }: Context): Promise<void> =>
  inBatches(async () => {
    const old = await rows
      .selectFrom('RequestClaim')
      .select('key')
      .where('atMs', '<', clock.now() - REQUEST_PROMISE_MS)
      .orderBy('atMs')
      .limit(BATCH_ROWS)
      .execute();
    if (old.length > 0)
      await rows
        .deleteFrom('RequestClaim')
        .where(
          'key',
          'in',
          old.map(({ key }) => key),
        )
        .execute();
    return old.length;
  });

/** Signatures and leases live by real time, whatever the sandbox's clock says. */
const forgetCalls = ({ rows }: Context): Promise<void> =>
  inBatches(async () => {
    const old = await rows
      .selectFrom('CallTaken')
      .select('id')
      .where('untilMs', '<', Date.now())
      .orderBy('untilMs')
      .limit(BATCH_ROWS)
      .execute();
    if (old.length > 0)
      await rows
        .deleteFrom('CallTaken')
        .where(
          'id',
          'in',
          old.map(({ id }) => id),
        )
        .execute();
    return old.length;
  });
const forgetLeases = async ({ rows }: Context): Promise<void> =>
  void (await rows
    .deleteFrom('Lease')
    .where('untilMs', '<', Date.now() - LEASE_KEPT_MS)
    .execute());

/** A tally of a day that is over says nothing any more. */
const forgetTallies = async ({ rows, clock }: Context): Promise<void> =>
  void (await rows.deleteFrom('UploadTally').where('day', '<', chinaDate(clock.now())).execute());

/** Keeps kit's own tables from growing for ever: every subgraph has this job. */
export const housekeeping: Job<Context> = {
  name: 'housekeeping',
  everyMs: 10 * MINUTE_MS,
  async run(context) {
    for (const forget of [
      forgetDeliveries,
      forgetEvents,
      forgetReactions,
      forgetRequests,
      forgetCalls,
      forgetLeases,
      forgetTallies,
    ])
      await forget(context);
  },
};
