import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { Grower, Shop, ShopLook } from '@heitu/sellers';
import { LOOK_MS, WORD_RULES_VERSION } from '@heitu/standard';
import { growers, pictureOfShop, sellers, type SellerFact } from '../county/index.ts';
import { accountId, partyId, pictureId, shopId } from './keys.ts';
import { ownerAccount } from './catalog-products.ts';
import { putPicture } from './put-picture.ts';

/** They showed themselves a while after their shop had opened. */
const SHOWN_AFTER_MS = 60 * DAY_MS;

const shopOf = (seller: SellerFact, openedAtMs: number) => ({
  id: shopId(seller.key),
  partyId: partyId(seller.key),
  name: seller.shop.name,
  introduction: seller.shop.introduction,
  serviceHours: seller.shop.serviceHoursText,
  confirmWithinText: seller.shop.confirmWithinText,
  responseText: '咨询当天回复，投诉1个工作日内答复',
  returnAddress: seller.shop.returnAddress,
  pictureId: pictureId(pictureOfShop(seller.key).key),
  pictureAlt: pictureOfShop(seller.key).alt,
  state: 'open' as const,
  onSale: true,
  saleReason: '',
  createdAtMs: openedAtMs,
});

/** Somebody of the operator looked at each when it opened. */
const lookAt = (seller: SellerFact, openedAtMs: number) => ({
  id: idFrom(`shop-look:${seller.key}`),
  shopId: shopId(seller.key),
  partyId: partyId(seller.key),
  cause: 'new' as const,
  state: 'passed' as const,
  openFor: null,
  contentHash: '',
  rulesVersion: WORD_RULES_VERSION,
  openedAtMs,
  lookDueAtMs: openedAtMs + LOOK_MS,
  lookedAtMs: openedAtMs + LOOK_MS / 2,
  lookedByAccountId: accountId('staff:heitu-reviewer'),
});

/** The shops, and those who stand behind their goods, with their stories and faces. */
export async function seedShops(context: Context, em: Context['em'], seal: Sealer, openedAtMs: number): Promise<void> {
  const atMs = openedAtMs + SHOWN_AFTER_MS;
  await em.insertMany(
    Shop,
    sellers.map((seller) => shopOf(seller, openedAtMs)),
  );
  await em.insertMany(
    ShopLook,
    sellers.map((seller) => lookAt(seller, openedAtMs)),
  );
  const idOf = (staffKey: string) => idFrom(`grower:${staffKey}`);
  for (const { key } of sellers) {
    const kept = { ownerId: ownerAccount(key), purpose: 'shop-picture', atMs: openedAtMs };
    await putPicture(context, pictureOfShop(key), kept, [{ type: 'shop', id: shopId(key) }], em);
  }
  for (const { face, staffKey } of growers) {
    const kept = { ownerId: accountId(staffKey), purpose: 'grower-picture', atMs };
    await putPicture(context, face, kept, [{ type: 'grower', id: idOf(staffKey) }], em);
  }
  await em.insertMany(
    Grower,
    growers.map(({ staffKey, sellerKey, name, story, face }) => ({
      id: idOf(staffKey),
      shopId: shopId(sellerKey),
      partyId: partyId(sellerKey),
      accountId: accountId(staffKey),
      name: sealTextWith(seal, accountId(staffKey), name),
      story: sealTextWith(seal, accountId(staffKey), story),
      pictureId: pictureId(face.key),
      pictureAlt: sealTextWith(seal, accountId(staffKey), face.alt),
      changedAtMs: atMs,
    })),
  );
}
