import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';
import { addPapers } from './2-lot.ts';
import { received } from './8-return.ts';

/** One pack: what is left of others is none of this lot's. */
const UNITS = 1;
/** Kilograms of paddy, and fen for one of them. */
const GROWERS = [
  { name: '第一户', kilograms: 4, priceFen: 310 },
  { name: '第二户', kilograms: 3, priceFen: 305 },
  { name: '第三户', kilograms: 2, priceFen: 290 },
] as const;
type Grower = Person & { accountId: string };
interface Share {
  id: string;
  grower: { id: string };
  priceFen: number;
}

/** A member's plot with its season and harvest; answers the harvest. */
async function harvestOf(journey: Journey, index: number): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop as Person;
  const now = await journey.world.now();
  const plot = await coop.do(
    'registerPlot',
    {
      partyId: made.coop,
      kind: 'FIELD',
      name: `${GROWERS[index]!.name}的水田`,
      divisionCode: made.township,
      village: '乐园村',
      size: 12,
      newGrowerName: journey.plant('name', `grower ${index}`),
    },
    'id',
  );
  await coop.do(
    'startSeason',
    { plotId: plot['id'], crop: '水稻', categoryId: 'rice', startedOn: dayFrom(now, -200) },
    'id',
  );
  const { harvests } = await coop.do(
    'recordHarvest',
    { plotId: plot['id'], harvestedOn: dayFrom(now, -70), quantity: 200, unit: 'KG' },
    'harvests { root }',
  );
  return harvests[0].root as string;
}

async function poolThree(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop as Person;
  const now = await journey.world.now();
  const harvests = [];
  for (const [i, { kilograms, priceFen }] of GROWERS.entries())
    harvests.push({ harvestId: await harvestOf(journey, i), quantity: kilograms, priceFen, grade: '一等' });
  const lot = await coop.do(
    'registerLot',
    {
      skuId: made.riceSmallSku,
      supplierId: made.supplier,
      code: `WC${run}P`,
      producedOn: dayFrom(now, -60),
      units: UNITS,
      markedName: '五常大米',
      producerName: '五常市光辉米业加工厂',
      producerAddress: '五常市龙凤山镇光辉村',
      specification: '2.5千克/袋',
      complaintContact: '0451-55500000',
      harvests,
    },
    'id poolShares { id grower { id } priceFen }',
  );
  made.poolLot = lot['id'];
  made.poolShares = lot['poolShares'];
  await addPapers(journey, coop, made.poolLot, true);
  const refusal = await coop.refused('releaseLot', { lotId: made.poolLot });
  journey.equal(refusal.code, 'POOL_NOT_AGREED', 'nobody has agreed yet');
  return refusal.details.map(({ text }) => text).join('；');
}

async function agreeOnThePhone(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop as Person;
  const growers: Grower[] = [];
  for (const [i, { priceFen }] of GROWERS.entries()) {
    const share = (made.poolShares as Share[]).find((one) => one.priceFen === priceFen)!;
    const grower = await journey.signInByWechat(`oJOURNEY-grower-${run}-${i}`, GROWERS[i]!.name);
    growers.push(grower);
    await coop.do('linkGrower', { growerId: share.grower.id, accountId: grower.accountId }, 'id');
    await grower.do('answerPoolShare', { shareId: share.id, priceFen: share.priceFen, answer: 'AGREE' }, 'state');
  }
  made.growers = growers;
  await coop.do('releaseLot', { lotId: made.poolLot }, 'state');
  return '三户都在自己手机上点了同意';
}

const STATEMENT = '{ myGrowerShares { edges { node { quantity amountFen sharedFen transferredFen openFen state } } } }';
interface Statement {
  quantity: number;
  amountFen: number;
  sharedFen: number;
  transferredFen: number;
  openFen: number;
  state: string;
}
const statementOf = async (grower: Person): Promise<Statement[]> =>
  (await grower.ask(STATEMENT))['myGrowerShares'].edges.map(({ node }: { node: Statement }) => node);

async function sellOne(journey: Journey): Promise<string> {
  await received(journey, 1);
  return '签收了';
}

async function whatEachIsOwed(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const growers = made.growers as Grower[];
  const statements = await journey.until('what the growers are owed', async () => {
    await world.advance({ seconds: 20 });
    const all = await Promise.all(growers.map(statementOf));
    return all.every((rows) => rows.some(({ sharedFen }) => sharedFen > 0)) && all;
  });
  const amounts = statements.map(([row]) => row!.amountFen);
  journey.equal(
    amounts,
    GROWERS.map(({ kilograms, priceFen }) => Math.round((kilograms * priceFen) / UNITS)),
    'each grower is owed their weight at their price',
  );
  const shared = statements.reduce((sum, [row]) => sum + row!.sharedFen, 0);
  return `一袋该付 ${amounts.map((fen) => fen / 100).join('、')} 元，随结算分了 ${shared / 100} 元`;
}

async function takeTheRest(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  for (const grower of made.growers as Grower[]) {
    const { packageInfo } = await grower.do('takeGrowerMoney', { partyId: made.coop }, 'state packageInfo');
    const { state } = await world.post('/collect', { package: packageInfo });
    journey.equal(state, 'SUCCESS', 'the grower takes it in WeChat');
    await journey.until('the grower to be paid', async () => {
      await world.advance({ seconds: 20 });
      return (await statementOf(grower)).every((row) => row.state === 'PAID' && row.openFen === 0);
    });
  }
  const { pooledLotPay } = await (people.coop as Person).ask(
    'query($id: ID!) { pooledLotPay(lotId: $id) { owedFen paidFen openFen } }',
    { id: made.poolLot },
  );
  journey.equal([pooledLotPay.paidFen, pooledLotPay.openFen], [pooledLotPay.owedFen, 0], 'all of it is paid');
  const { trialBalance } = await (await signInAs(journey, 'finance')).ask('{ trialBalance { sumFen balanced } }');
  journey.equal(trialBalance, { sumFen: 0, balanced: true }, 'the ledger balances');
  return `三户一共到手 ${pooledLotPay.paidFen / 100} 元`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('三户各自的采收拼成一批；没点头，放不出去', () => poolThree(journey));
  await journey.step('三户在手机上点头，放行', () => agreeOnThePhone(journey));
  await journey.step('从这一批里卖出一袋', () => sellOne(journey));
}

/** After its order was settled. */
export async function pay(journey: Journey): Promise<void> {
  await journey.step('过了退货期，各家按斤两该得多少', () => whatEachIsOwed(journey));
  await journey.step('超出分账上限的，各家点一下收款，一分不差', () => takeTheRest(journey));
}
