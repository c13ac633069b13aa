import { DAY_MS } from '@heitu/kit/rules/clock';
import type { LogisticsContext } from '../context.ts';

/** Who has just been taken on reads the rules in these days, and needs them at once where goods are taken over. */
const NEW_COURIER_MS = 7 * DAY_MS;

/** Couriers whom the rules of delivery bind by now. */
export const couriersBound = ({ rows, clock }: LogisticsContext) =>
  rows
    .selectFrom('Courier as c')
    .select(['c.carrierPartyId', 'c.rulesVersion'])
    .where('c.state', '=', 'working')
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('c.rulesVersion', 'is not', null),
        eb('c.createdAtMs', '<', clock.now() - NEW_COURIER_MS),
        exists(
          selectFrom('Shipment as s')
            .select('s.id')
            .whereRef('s.courierId', '=', 'c.id')
            .where('s.takenOverAtMs', '>=', clock.now() - NEW_COURIER_MS),
        ),
      ]),
    )
    .execute();
