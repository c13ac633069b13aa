import type { Actor } from '@heitu/kit/rules/actor';
import { fictionalResidentId } from '@heitu/sandbox/county';
import { fromNowhere } from './goods.plants.ts';
import { leaves } from './found.ts';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';
import { markOnPaper } from './marks.ts';

/** Well formed and nobody's. */
const ID_NUMBER = fictionalResidentId('230184', '1990-01-01');

/** A reviewer looks at the operator itself again, as at any party. */
const operatorFails: Acted = {
  plant: 'a reviewer finds that the operator does not meet what it was filed for any more',
  mend: 'it is filed anew, and a reviewer accepts it',
  turns: 'breached',
  async plantIt(town) {
    const partyId = await idOf(town, 'sellers', "select id from Party where kind = 'operator'");
    const found = { partyId, outcome: 'FAIL', reason: '营业执照被列入经营异常名录，税务登记已注销，上个月受过处罚' };
    await town.act('reviewer', 'sellers', 'reReviewParty', found);
    await town.rounds('relay');
  },
  async mendIt(town) {
    const [party] = await town.rows('sellers', "select id, applicantAccountId from Party where kind = 'operator'");
    const head: Actor = { kind: 'account', id: String(party?.['applicantAccountId']), grants: [] };
    const { id: filingId } = await town.act(head, 'sellers', 'submitFiling', { partyId: party?.['id'] }, 'id');
    await town.act('reviewer', 'sellers', 'decideFiling', { filingId, decision: 'APPROVE', reason: '已恢复' });
    await town.rounds('relay');
  },
};

export const partyPlants: Plants = {
  '5.1.a': { act: fromNowhere },
  '5.2.c': { act: operatorFails, silence: { days: 400, turns: 'breached' } },
  '6.1.a': { act: operatorFails },
  '6.1.b': { act: operatorFails },
  '6.1.c': { act: operatorFails, silence: { days: 1200, turns: 'absent' } },
  '6.1.d': { act: operatorFails },
  '6.1.e': { act: operatorFails, silence: { days: 400, turns: 'absent' } },
  '6.1.g': { act: operatorFails, silence: { days: 400, turns: 'absent' } },
  '6.2.a': { silence: { days: 400, turns: 'absent' } },
  '6.2.b': {
    act: {
      plant: 'a seller asks for help, and nobody answers for two months',
      mend: 'it is answered late; two months later another is answered the same day',
      turns: 'breached',
      plantIt: async (town) => {
        await askForHelp(town);
        await town.later(60);
      },
      mendIt: async (town) => {
        await answerHelp(town);
        await town.later(60);
        await askForHelp(town);
        await answerHelp(town);
      },
    },
  },
  '6.4': {
    also: [
      leaves('reviews', 'reviewer', ['REVIEWER'], 2),
      {
        plant: 'new rules of review are published that do not say when a party is looked at again',
        mend: 'the next ones say it',
        turns: 'breached',
        plantIt: async (town) => {
          const text = await firstRules(town);
          await publishRules(town, text.replace(/每\d+个月复核/, '不定期复核'));
        },
        mendIt: async (town) => publishRules(town, await firstRules(town)),
      },
    ],
    act: {
      plant: 'half a year passes, and nobody looks at the parties again',
      mend: 'a reviewer looks at each of them again',
      turns: 'breached',
      plantIt: async (town) => {
        await town.later(200);
        await town.rounds();
      },
      mendIt: async (town) => {
        for (const { id } of await town.rows('sellers', "select id from Party where standing = 'review-overdue'"))
          await town.act('reviewer', 'sellers', 'reReviewParty', {
            partyId: id,
            outcome: 'CONFIRM',
            reason: '证照逐份看过，场所也看过',
          });
      },
    },
  },
  '6.4.a-e': { silence: { days: 35, turns: 'breached' } },
  '7': { silence: { days: 400, turns: 'breached' } },
  '7.1.a': {
    reason:
      'its papers and its re-review are planted with 6.4.a-e and 6.4; turned back when all of them are filed anew',
  },
  '7.1.b': { silence: { days: 400, turns: 'breached' } },
  '7.1.c': {
    act: {
      plant: 'a seller takes somebody on, who sits no exam for six weeks',
      mend: 'they sit it on paper: one person enters the marks, another confirms them',
      turns: 'breached',
      plantIt: async (town) => {
        await town.act('seller-owner', 'sellers', 'addStaff', {
          partyId: await town.partyOf('seller-owner'),
          accountId: town.idOf('consumer'),
          name: '新来的',
          role: 'NONE',
          rights: [],
          post: '打包',
        });
        await town.later(45);
      },
      mendIt: async (town) => {
        const partyId = await town.partyOf('seller-owner');
        await markOnPaper(town, { partyId, accountId: town.idOf('consumer'), kind: 'SELLING', score: 90 });
      },
    },
    silence: { days: 400, turns: 'breached' },
  },
  '7.3.1.a-c': {
    act: {
      plant: 'a seller files a supplier, and for ten days looks at no paper of it',
      mend: 'the seller turns it down',
      turns: 'breached',
      plantIt: async (town) => {
        await fileSupplier(town);
        await town.later(10);
      },
      mendIt: async (town) =>
        town.act('seller-owner', 'sellers', 'decideSupplier', {
          supplierId: await idOf(town, 'sellers', "select id from Supplier where state = 'filed' limit 1"),
          decision: 'REJECT',
          reason: '证照不全',
        }),
    },
    silence: { days: 1200, turns: 'breached' },
  },
  '8.1.ac-ae': { silence: { days: 400, turns: 'breached' } },
  '8.1.ag': { silence: { days: 1200, turns: 'absent' } },
  '8.3.ba-bf': { silence: { days: 400, turns: 'breached' } },
};

async function askForHelp(town: Town): Promise<void> {
  await town.act('seller-owner', 'sellers', 'askForHelp', {
    partyId: await town.partyOf('seller-owner'),
    question: '怎么登记新批次？',
  });
}
async function answerHelp(town: Town): Promise<void> {
  for (const { id } of await town.rows('sellers', 'select id from HelpRequest where answeredAtMs is null'))
    await town.act('reviewer', 'sellers', 'answerHelp', { helpRequestId: id, answer: '在批次页面点新登记' });
}
export async function fileSupplier(town: Town): Promise<void> {
  await town.act('seller-owner', 'sellers', 'fileSupplier', {
    partyId: await town.partyOf('seller-owner'),
    name: '新来的供货户',
    idNumber: ID_NUMBER,
    contactName: '张新',
    contactPhone: '13800001111',
    divisionCode: '230184',
    address: '香屯村1组',
  });
}

async function publishRules(town: Town, text: string): Promise<void> {
  await town.act('operator-admin', 'trust', 'publishDocument', {
    kind: 'REVIEW_RULES',
    title: '资质审核规则',
    text,
    atOnceBecause: '《网络交易监督管理办法》第二十四条',
  });
}
const firstRules = async (town: Town) => {
  const [first] = await town.rows(
    'trust',
    "select text from PublicDocument where kind = 'review-rules' and version = 1",
  );
  return String(first?.['text']);
};
