import { review } from './goods.plants.ts';
import type { Acted, Plants } from './plant.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought } from './trade.ts';

const heldReview: Acted = {
  plant: 'a review is held for a person to look at, and nobody does for a month',
  mend: 'a reviewer shows it',
  turns: 'breached',
  plantIt: async (town) => {
    const orderId = await bought(town, 'delivered');
    await town.act('consumer', 'trust', 'reviewOrder', { orderId, stars: 2, text: '想再买的加微信' });
    await town.later(30);
  },
  mendIt: async (town) =>
    town.act('reviewer', 'trust', 'moderateReview', {
      reviewId: await idOf(town, 'trust', "select id from Review where state = 'held'"),
      show: true,
      reason: '只是想再买，没有违法内容',
    }),
};

/** What people publish is looked at by a person. */
export const looksPlants: Plants = {
  '6.5.b': {
    act: {
      plant: 'a seller writes new words on a page, and nobody looks at them for three days',
      mend: 'a reviewer has looked',
      turns: 'breached',
      plantIt: async (town) => {
        const [product] = await town.rows(
          'catalog',
          "select id, partyId from Product where state = 'on-sale' order by id desc limit 1",
        );
        await town.act(headOf(product?.['partyId'], 'seller-owner'), 'catalog', 'reviseProduct', {
          productId: product?.['id'],
          copy: '今年的新货，自家地里种的。',
        });
        await town.later(3);
      },
      mendIt: async (town) => {
        for (const { productId } of await town.rows(
          'catalog',
          "select productId from PublicLook where state = 'waiting'",
        ))
          await review(town, String(productId), 'LAWFUL');
      },
    },
    also: [heldReview],
  },
};
