import type { Town } from './town.fixture.ts';
import { headOf } from './town.rows.ts';

/** The seller of the first lot on sale counts its store, and finds more of it or less. */
export async function countStock(town: Town, units: number): Promise<unknown> {
  const [lot] = await town.rows(
    'catalog',
    "select l.id, l.partyId from Lot l join Product p on p.id = l.productId where l.state = 'released' and p.state = 'on-sale' order by l.id limit 1",
  );
  if (!lot) throw new Error('no lot is on sale');
  return town.act(headOf(lot['partyId'], 'seller-owner'), 'orders', 'adjustStock', {
    lotId: lot['id'],
    units,
    note: '盘点',
  });
}
