import type { CatalogContext } from '@heitu/catalog';
import type { Context } from '@heitu/kit/data/context';
import type { LogisticsContext } from '@heitu/logistics';
import type { OrdersContext } from '@heitu/orders';
import type { PaymentsContext } from '@heitu/payments';
import type { SellersContext } from '@heitu/sellers';
import type { TrustContext } from '@heitu/trust';

interface Rooms {
  sellers: SellersContext;
  catalog: CatalogContext;
  orders: OrdersContext;
  logistics: LogisticsContext;
  payments: PaymentsContext;
  trust: TrustContext;
}
const isOf = <Name extends keyof Rooms>(context: Context, name: Name): context is Context & Rooms[Name] =>
  context.em.name === name;
/** The context as that of this room, with its own tables. */
export function inRoom<Name extends keyof Rooms>(context: Context, name: Name): Rooms[Name] {
  if (isOf(context, name)) return context;
  throw new Error(`this is ${context.em.name}, not ${name}`);
}
