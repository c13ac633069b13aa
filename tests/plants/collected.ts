import type { Acted } from './plant.ts';
import { goOn, sentBack, type Return } from './returns.ts';
import { changePasswords, givenUp } from './trade.ts';

let waiting: Return;
export const neverCollected: Acted = {
  plant: 'a return is agreed, and nobody comes to fetch it',
  mend: 'the courier comes, does all six steps, and brings it to its seller',
  turns: 'breached',
  plantIt: async (town) => {
    waiting = await sentBack(town, 'agreed');
    await town.later(60);
  },
  mendIt: (town) => goOn(town, waiting, 'agreed', 'handed'),
};
export const neverHandedOver: Acted = {
  plant: 'a courier fetches a return, and does not bring it to its seller',
  mend: 'it is written off as lost; two months later another is handed over the same day, signed by both',
  turns: 'breached',
  plantIt: async (town) => {
    await sentBack(town, 'taken');
    await town.later(60);
  },
  mendIt: async (town) => {
    await givenUp(town);
    await changePasswords(town);
    await sentBack(town, 'handed');
  },
};

export const writtenOff: Acted = {
  plant: 'a courier fetches a return, nobody ever gets it, and the platform writes it off as lost',
  mend: 'two months later another is handed over the same day, signed by both',
  turns: 'breached',
  plantIt: async (town) => {
    await town.later(5);
    await sentBack(town, 'taken');
    await town.later(30);
    await town.rounds('end-parcels');
  },
  mendIt: neverHandedOver.mendIt,
};
