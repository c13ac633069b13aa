import { neverPutRight, toBePutRight } from './found.ts';
import type { Plants } from './plant.ts';
import { broughtInVain, goOn as lookAt, sentBack, type Return } from './returns.ts';
import { hours } from './shops.ts';
import { bought, changePasswords, givenUp } from './trade.ts';

let unseen: Return;

export const sellingPlants: Plants = {
  '7.5.u': {
    act: toBePutRight('the times of a shop stand where nobody finds them', '7.5.u'),
    also: [neverPutRight('the times of a shop stand where nobody finds them', '7.5.u')],
  },
  '7.5.v': {
    act: {
      plant: 'a shop says that it handles orders for four hours on Mondays',
      mend: 'it says so of all days again',
      turns: 'breached',
      plantIt: (town) => hours(town, '周一 8:00-12:00'),
      mendIt: (town) => hours(town, '周一至周日 8:00-18:00'),
    },
  },
  '7.5.w': {
    act: {
      plant: 'a buyer pays, and the seller does not confirm for two months',
      mend: 'the order lapses; two months later the seller confirms another the same day',
      turns: 'breached',
      plantIt: async (town) => {
        await bought(town, 'paid');
        await town.later(60);
      },
      mendIt: async (town) => {
        await town.rounds('lapse-unconfirmed');
        await town.later(60);
        await changePasswords(town);
        await bought(town, 'confirmed');
      },
    },
    silence: { days: 100, turns: 'few' },
  },
  '7.6.x-z': {
    act: {
      plant: 'a courier brings a return and signs, and its seller does not come for it',
      mend: 'it is given up as lost; two months later a seller signs for another and looks at it',
      turns: 'breached',
      plantIt: async (town) => {
        // Of those who buy in one hour the provider is asked to wait.
        await town.later(3);
        await broughtInVain(town);
        await town.later(10);
      },
      mendIt: async (town) => {
        await givenUp(town);
        await changePasswords(town);
        await sentBack(town, 'looked-at');
      },
    },
    also: [
      {
        plant: 'a return is handed over, and its seller does not look at it for two months',
        mend: 'the seller does, late; two months later the seller looks at another the same day',
        turns: 'breached',
        plantIt: async (town) => {
          unseen = await sentBack(town, 'handed');
          await town.later(60);
        },
        mendIt: async (town) => {
          await lookAt(town, unseen, 'handed', 'looked-at');
          await town.later(60);
          await changePasswords(town);
          await sentBack(town, 'looked-at');
        },
      },
    ],
  },
  '7.6.aa': { elsewhere: 'subgraphs/payments/src/evidence.spec.ts' },
};
