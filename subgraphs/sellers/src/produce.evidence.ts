import { isOutage } from '@heitu/kit/messages/peers';
import { judgedAs, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { ProduceCounted } from './asks/catalog.ts';
import type { SellersContext } from './context.ts';

const measured = judgedAs('measured');

/** The produce of the county's library, which catalog has: nothing where it has no field yet, or is out of reach. */
export async function produceOf(context: SellersContext): Promise<EvidenceFigure[]> {
  const counted = await context.peers.query(ProduceCounted, {}).catch((error: unknown) => {
    if (isOutage(error)) return null;
    throw error;
  });
  const produce = counted?.produceFigures;
  if (!produce || produce.skus + produce.plots === 0) return [];
  const { plots, goods, growers, skus, skusFromField } = produce;
  return [
    { label: '登记的种养户', value: growers, unit: '户' },
    { label: '登记的地块和栏舍', value: plots, unit: '块' },
    { label: '登记的农产品', value: goods, unit: '类' },
    measured.each('由登记的农产品做成的在售规格', skusFromField, skus, '个'),
  ];
}
