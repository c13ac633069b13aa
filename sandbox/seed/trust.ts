import type { Context } from '@heitu/kit/data/context';
import { YES } from '@heitu/kit/data/entities';
import { CreditTally, Notice, ProductRating, type TrustContext } from '@heitu/trust';
import { inChunks, type SeedHistory } from './history.ts';
import { seedDisclosure } from './trust-disclosure.ts';
import { seedOrdersSeen, type Tally } from './trust-orders.ts';
import { seedPeople } from './trust-people.ts';
import { inRoom } from './rooms.ts';
import { seedReturns } from './trust-returns.ts';
import { seedSoftware } from './trust-software.ts';

const CHUNK = 400;

/** Everybody's accounts and roles, what the operator publishes, and what consumers said of three months of orders. */
export async function seedTrust(context: Context, history: SeedHistory): Promise<void> {
  if (await context.em.count(Notice, {})) return;
  await seedPeople(context, history.nowMs);
  await seedDisclosure(context, history.nowMs);
  const tallies = new Map<string, Tally>();
  for await (const orders of inChunks(history.orders(), CHUNK)) await seedOrdersSeen(context, orders, tallies);
  await seedReturns(inRoom(context, 'trust'), history.nowMs);
  await seedSoftware(inRoom(context, 'trust'), history.nowMs);
  await context.em.insertMany(
    CreditTally,
    [...tallies].map(([id, tally]) => ({
      partyId: id,
      ...tally,
      warningCount: 0,
      rectificationCount: 0,
      suspensionCount: 0,
    })),
  );
  await rateProducts(inRoom(context, 'trust'));
}

/** What the reviews that are shown add up to, as it is written with each. */
async function rateProducts({ rows, em }: Pick<TrustContext, 'rows' | 'em'>): Promise<void> {
  const rated = await rows
    .selectFrom('ReviewedProduct')
    .select(({ fn }) => ['productId', fn.countAll().as('reviewCount'), fn.sum('stars').as('starsTotal')])
    .where('isShown', '=', YES)
    .groupBy('productId')
    .execute();
  await em.insertMany(
    ProductRating,
    rated.map(({ productId, reviewCount, starsTotal }) => ({
      productId,
      reviewCount: Number(reviewCount),
      starsTotal: Number(starsTotal),
    })),
  );
}
