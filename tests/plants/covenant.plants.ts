import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Acted, Plants } from './plant.ts';
import { headOf } from './town.rows.ts';
import { emptyCovenant } from './words.plants.ts';

const admin = 'operator-admin';
const membersLeave = (left: string[] = []): Acted => ({
  plant: 'all members of the covenant but one leave it',
  mend: 'they join it again',
  turns: 'breached',
  plantIt: async (town) => {
    const members = await town.rows('trust', 'select partyId from CovenantMember where leftAtMs is null');
    left = members.slice(1).map(({ partyId }) => String(partyId));
    for (const partyId of left) await town.act(headOf(partyId, 'seller-owner'), 'trust', 'leaveCovenant', { partyId });
  },
  mendIt: async (town) => {
    for (const partyId of left) await town.act(headOf(partyId, 'seller-owner'), 'trust', 'joinCovenant', { partyId });
  },
});

export const covenantPlants: Plants = {
  '12.2.end': {
    act: membersLeave(),
    also: [
      emptyCovenant,
      {
        plant: 'the covenant is published anew, and a month later its members have not joined it',
        mend: 'one of them leaves, the others join the new one',
        turns: 'breached',
        plantIt: async (town) => {
          const { id: draftId } = await town.act(
            admin,
            'trust',
            'publishDocument',
            {
              kind: 'COVENANT',
              title: '自律公约（修订）',
              text: '诚信经营，不缺斤短两，不以次充好，不虚假宣传；违约记入诚信记录。',
            },
            'id',
          );
          await town.later(8);
          const effectiveOn = chinaDate((await town.now()) + DAY_MS);
          await town.act(admin, 'trust', 'adoptDocument', { draftId, effectiveOn });
          await town.later(32);
        },
        mendIt: async (town) => {
          const members = await town.rows('trust', 'select partyId from CovenantMember where leftAtMs is null');
          for (const [i, { partyId }] of members.entries())
            await town.act(headOf(partyId, 'seller-owner'), 'trust', i === 0 ? 'leaveCovenant' : 'joinCovenant', {
              partyId,
            });
        },
      },
    ],
  },
};
