import { isOutage } from '@heitu/kit/messages/peers';
import { info, measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { ProduceCounted } from './asks/catalog.ts';
import type { SellersContext } from './context.ts';

/** The produce of the county's library, which catalog has: nothing where it has no field yet, or is out of reach. */
export async function produceOf(context: SellersContext): Promise<EvidenceFigure[]> {
  const counted = await context.peers.query(ProduceCounted, {}).catch((error: unknown) => {
    if (isOutage(error)) return null;
    throw error;
  });
  const produce = counted?.produceFigures;
  if (!produce || produce.skus + produce.plots === 0) return [];
  const { plots, goods, growers, skus, skusWithOrigin } = produce;
  return [
    info('登记的种养户', growers, '户'),
    info('登记的地块和栏舍', plots, '块'),
    info('登记的农产品', goods, '类'),
    measured.each('说得出从哪里来的在售规格', skusWithOrigin, skus, '个'),
  ];
}
