import { PLATFORM_FEE } from '@heitu/sandbox/county';
import type { Acted } from './plant.ts';
import type { Town } from './town.fixture.ts';

/** The platform publishes so much of a thousand for its fee, as two of its people say. */
async function publishFee(town: Town, permille: number): Promise<void> {
  const wanted = { permille, feeOn: 'GOODS_AND_DELIVERY', reason: '短信和服务器的价变了' };
  const { id: feeId } = await town.act('finance', 'payments', 'proposePlatformFee', wanted, 'id');
  await town.act('operator-admin', 'payments', 'decidePlatformFee', { feeId, confirm: true }, 'id');
}
export const feeLeapsUnseen: Acted = {
  plant: 'the platform announces twice its fee, and it binds without anybody having looked',
  mend: 'it takes what it took before, and two months go by',
  turns: 'breached',
  plantIt: async (town) => {
    await publishFee(town, PLATFORM_FEE.permille * 2);
    await town.later(8);
    await town.rounds('keep-platform-fees');
  },
  mendIt: async (town) => {
    await publishFee(town, PLATFORM_FEE.permille);
    await town.later(60);
  },
};
