import type { Town } from './town.fixture.ts';

/** The seller who signs in here says when orders are handled. */
export async function hours(town: Town, serviceHours: string): Promise<void> {
  const [shop] = await town.rows('sellers', 'select * from Shop where partyId = ? limit 1', [
    await town.partyOf('seller-owner'),
  ]);
  await town.act('seller-owner', 'sellers', 'reviseShop', {
    shopId: shop?.['id'],
    name: shop?.['name'],
    serviceHours,
    confirmWithinText: shop?.['confirmWithinText'],
    responseText: shop?.['responseText'],
  });
}
