import { EventDelivery } from '../data/entities.ts';
import { rowsOf, type Orm } from '../data/orm.ts';

/** An event that failed too often at one consumer; the later ones of its aggregate wait behind it. */
export interface ParkedEvent {
  id: number;
  consumer: string;
  eventId: string;
  /** `orders.order-paid.v1` */
  type: string;
  /** `order:01K…` */
  aggregate: string;
  atMs: number;
  attempts: number;
  lastError: string | null;
}

export const PARKED_SHOWN_MAX = 1000;

/** The oldest first. */
export const parkedEvents = (orm: Orm): Promise<ParkedEvent[]> =>
  rowsOf<[]>(orm.em.fork())
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .select(['d.id', 'd.consumer', 'd.eventId', 'o.type', 'd.aggregate', 'o.atMs', 'd.attempts', 'd.lastError'])
    .where('d.state', '=', 2)
    .orderBy('d.id')
    .limit(PARKED_SHOWN_MAX)
    .execute();

/** Lets a parked event be tried again, or all of them; answers how many. The consumer applies none a second time. */
export const releaseParked = (orm: Orm, id?: number): Promise<number> =>
  orm.em
    .fork()
    .nativeUpdate(EventDelivery, { state: 2, ...(id !== undefined && { id }) }, { state: 0, attempts: 0, nextAtMs: 0 });
