import { randomUUID } from 'node:crypto';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers } from '@heitu/sandbox/county';
import { agreeToRules } from '../journeys/agree.ts';
import { Gateway, NotAsExpected, Person } from '../journeys/client.ts';
import type { BenchPlatform } from './platform.ts';
import type { Buyer } from './driver.ts';

const SIGN_IN = 'mutation($code: String!) { signInWithWechat(input: { code: $code }) { ... on SignedIn { token } } }';
const SAVE_ADDRESS = 'mutation($input: SaveAddressInput!) { saveAddress(input: $input) { ... on Address { id } } }';
const AT_ONCE = 16;

/** Does `work` for each, some at once, and answers in order. */
export async function eachAtOnce<Item, Value>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < items.length) {
        const index = next++;
        values[index] = await work(items[index]!, index);
      }
    }),
  );
  return values;
}

/** People with an account, a session and an address to send to: made as anybody's are, through the gateway. */
export async function makeBuyers({ url, controlUrl }: BenchPlatform, count: number): Promise<Buyer[]> {
  const gateway = new Gateway(url);
  const { villageCode, divisionCode } = consumers[0]!.address;
  return eachAtOnce(
    Array.from({ length: count }, (_, i) => `bench-${i}`),
    async (openid) => {
      const answer = await fetch(`${controlUrl}/wechat/login-code`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ openid }),
      });
      const { code } = (await answer.json()) as { code: string };
      const { signInWithWechat } = await new Person(gateway, openid, null).ask(SIGN_IN, { code });
      const buyer = new Person(gateway, openid, signInWithWechat.token);
      await agreeToRules(buyer);
      const { saveAddress } = await buyer.ask(SAVE_ADDRESS, {
        input: {
          name: '测试买家',
          phone: '19900000000',
          divisionCode: villageCode ?? divisionCode,
          detail: `测试街${openid.replace('bench-', '')}号`,
          isDefault: true,
        },
      });
      if (!saveAddress.id) throw new NotAsExpected(`an address was refused: ${JSON.stringify(saveAddress)}`);
      return { openid, token: buyer.token!, addressId: saveAddress.id };
    },
  );
}

export interface Good {
  skuId: string;
  partyId: string;
}

/** The seller of the demo county who has a sign-in, and so can pick what was sold. */
export const OWN_SELLER = idFrom('party:seller:xiangtun-coop');

/** Goods that keep at any temperature; the seller's own come first. */
export async function goodsForSale({ sql, database }: BenchPlatform): Promise<Good[]> {
  const [rows] = await sql.query(
    `select s.skuId, s.partyId from ${database('orders')}.Stock s join ${database('catalog')}.Sku k on k.id = s.skuId join ${database('catalog')}.Product p on p.id = k.productId
      where k.storage = 'ambient' and p.state = 'on-sale' and k.labelId is not null and s.skuBlocked = 0 and s.shopBlocked = 0 order by s.partyId <> ?, s.skuId`,
    [OWN_SELLER],
  );
  return rows as Good[];
}

/** Makes the units on hand of a SKU exactly these lots, by movements as a stock-taking would; nothing of it is promised. */
export async function stockUp({ sql, database }: BenchPlatform, good: Good, lots: readonly number[]): Promise<void> {
  const orders = database('orders');
  const [old] = await sql.query(`select lotId, onHand from ${orders}.LotStock where skuId = ? and onHand > 0`, [
    good.skuId,
  ]);
  const move = (lotId: string, unitsIn: number, unitsOut: number) =>
    sql.query(
      `insert into ${orders}.StockMovement (id, partyId, skuId, lotId, kind, unitsIn, unitsOut, atMs) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        idFrom(randomUUID()),
        good.partyId,
        good.skuId,
        lotId,
        unitsIn > 0 ? 'inbound' : 'loss',
        unitsIn,
        unitsOut,
        Date.now(),
      ],
    );
  for (const { lotId, onHand } of old as { lotId: string; onHand: number }[]) await move(lotId, 0, onHand);
  await sql.query(`update ${orders}.LotStock set onHand = 0 where skuId = ?`, [good.skuId]);
  for (const units of lots) {
    const lotId = idFrom(randomUUID());
    await sql.query(
      `insert into ${orders}.LotStock (lotId, lotCode, skuId, partyId, onHand, producedOn, expiresOn, blocked) values (?, ?, ?, ?, ?, '2026-01-01', null, 0)`,
      [lotId, lotId, good.skuId, good.partyId, units],
    );
    await move(lotId, units, 0);
  }
  await sql.query(`update ${orders}.Stock set free = ?, held = 0 where skuId = ?`, [
    lots.reduce((sum, units) => sum + units, 0),
    good.skuId,
  ]);
}
