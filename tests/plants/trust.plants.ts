import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { apiName } from '@heitu/kit/rules/enums';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers } from '@heitu/sandbox/county';
import { CHECKLISTS, clauseOf, KEY_AGE } from '@heitu/standard';
import { agreedPlants } from './agreed.plants.ts';
import { covenantPlants } from './covenant.plants.ts';
import { leaves } from './found.ts';
import type { Acted, Plants } from './plant.ts';
import { monthPlants } from './months.plants.ts';
import { rolePlants } from './roles.plants.ts';
import { softwarePlants } from './software.plants.ts';
import { register, technicalPlants } from './technical.plants.ts';
import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';
import { bought } from './trade.ts';
import { emptyTerms, wordsPlants } from './words.plants.ts';

const admin = 'operator-admin';
const dayAfter = async (town: Town, days: number) =>
  new Date((await town.now()) + days * 86_400_000).toISOString().slice(0, 10);

const leak: Acted = {
  plant: 'personal data leak, and the incident is recorded',
  mend: 'those whose data it was are told, and two months pass without another',
  turns: 'breached',
  plantIt: async (town) =>
    town.act(admin, 'trust', 'recordIncident', {
      kind: 'LEAK',
      unit: 'trust',
      summary: '名单外传',
      startedAt: new Date((await town.now()) - 60_000).toISOString(),
      recoveredAt: new Date((await town.now()) - 30_000).toISOString(),
    }),
  mendIt: async (town) => {
    const nowMs = await town.now();
    await town.act(admin, 'trust', 'tellOfLeak', {
      incidentId: await idOf(town, 'trust', "select id from Incident where kind = 'leak' order by id desc limit 1"),
      from: new Date(nowMs - DAY_MS).toISOString(),
      to: new Date(nowMs).toISOString(),
      whatLeaked: '收货人的姓名和电话',
      harm: '可能接到推销电话',
      measures: '已停用泄露的账号',
      contact: '0451-55550000',
    });
    await town.later(60);
    await town.rounds('check-chain');
  },
};
const unchecked: Acted = {
  plant: 'the chain of the audit trail is checked once, and never again for four months',
  mend: 'the check comes round',
  turns: 'absent',
  plantIt: async (town) => {
    await town.rounds('check-chain');
    await town.later(120);
  },
  mendIt: (town) => town.rounds('check-chain'),
};

/** As the command that makes keys notes it: one key, in use for so many days. */
const keyUsed = async (town: Town, days: number) =>
  writeFileSync(
    join(town.platform.dataDir, 'keys/since.json'),
    JSON.stringify({ 'trust AUDIT_KEY': await dayAfter(town, -days) }),
  );
const oldKey: Acted = {
  plant: 'the key that signs the audit trail has been in use for more than a year',
  mend: 'it is replaced, and the command notes the day',
  turns: 'breached',
  plantIt: async (town) => {
    // Far from the leak that was planted before.
    await town.later(60);
    await keyUsed(town, KEY_AGE.daysMax + 2);
  },
  mendIt: (town) => keyUsed(town, 0),
};

const asked = (role: string, title: string): Acted => ({
  plant: `${title} asks, and nobody answers for two months`,
  mend: 'it is answered late; two months later it asks again, and is answered the same day',
  turns: 'absent',
  plantIt: async (town) => {
    await ask(town, role);
    // However long ago it asked.
    await town.later(60);
  },
  mendIt: async (town) => {
    await answerAll(town);
    await town.later(60);
    await ask(town, role);
    await answerAll(town);
  },
});
const ask = (town: Town, role: string) =>
  town.act(role, 'trust', 'askOversight', {
    subject: '调取',
    text: '请提供上月的订单数',
    ground: '电子商务法第二十五条',
  });
async function answerAll(town: Town): Promise<void> {
  for (const { id } of await town.rows('trust', 'select id from OversightRequest where answeredAtMs is null'))
    await town.act(admin, 'trust', 'answerOversight', { oversightId: id, answer: '上月120单，见附件' });
}

/** What lies open of complaints the platform ends itself; then two months pass. */
async function ended(town: Town): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await town.rounds('sweep-complaints');
    await town.later(60);
  }
}

/** Told on paper that it was understood, and the goods stay on sale. */
const notObeyed: Acted = {
  plant: 'the authority orders goods off sale, is answered the same day, and for ten days the order reaches nobody',
  mend: 'it is carried out',
  turns: 'breached',
  plantIt: async (town) => {
    const productId = await idOf(town, 'catalog', "select id from Product where state = 'on-sale' order by id limit 1");
    const order = { subject: '撤下', text: '请撤下这件商品', ground: '电子商务法第二十九条', orders: 'WITHDRAW' };
    await town.act('regulator', 'trust', 'askOversight', { ...order, scope: { productId } });
    await answerAll(town);
    await town.later(10);
  },
  mendIt: async (town) => {
    await town.rounds('relay');
    // The county goes on as it was.
    const [{ scope } = {}] = await town.rows(
      'trust',
      "select scope from OversightRequest where orders = 'withdraw' order by id desc limit 1",
    );
    const lift = { subject: '解除', text: '已查清，可以再卖', ground: '电子商务法第二十九条', orders: 'LIFT' };
    const { productId } = JSON.parse(String(scope));
    await town.act('regulator', 'trust', 'askOversight', { ...lift, scope: { productId } });
    await answerAll(town);
    await town.rounds('relay');
  },
};
/** The seller is silent, and so is the platform for longer than it promised. */
const decidedLate: Acted = {
  plant: 'a complaint escalates, and the mediator decides it a month after the promised day',
  mend: 'two months pass without another',
  turns: 'breached',
  plantIt: async (town) => {
    await complain(town, 'QUALITY');
    await town.later(4);
    await town.rounds('sweep-complaints');
    await town.later(40);
    const complaintId = await idOf(
      town,
      'trust',
      "select id from Complaint where state = 'escalated' order by filedAtMs desc, id desc limit 1",
    );
    const decision = { liableParty: 'NONE', finding: '查过照片，货和说的一样', compensationFen: 0 };
    await town.act('mediator', 'trust', 'decideComplaint', { complaintId, ...decision });
  },
  mendIt: ended,
};

/** The consumer who signs in here complains of something that came and of which no complaint is open. */
async function complain(town: Town, kind: string, about?: string): Promise<void> {
  const open = new Set(
    (await town.rows('trust', 'select openFor from Complaint')).map(({ openFor }) => String(openFor)),
  );
  const orders = await town.rows(
    'orders',
    `select o.id from "Order" o where o.buyerAccountId = ? and o.deliveredAtMs is not null order by o.deliveredAtMs desc`,
    [town.idOf('consumer')],
  );
  const free = orders.find(({ id }) => ![...open].some((key) => key.includes(String(id))));
  await town.act('consumer', 'trust', 'fileComplaint', {
    orderId: about ?? free?.['id'],
    kind,
    text: '东西不对',
    wanted: 'ANSWER',
  });
}
const unanswered = (kind: string, who: string): Acted => ({
  plant: `a buyer complains, and ${who} is silent for two months`,
  mend: 'the platform ends it, and two months pass without another',
  turns: 'breached',
  plantIt: async (town) => {
    await complain(town, kind);
    await town.later(60);
  },
  mendIt: ended,
});
const silentSeller = unanswered('QUALITY', 'everybody');
const silentCarrier = unanswered('DELIVERY', 'the carrier');

export const trustPlants: Plants = {
  ...technicalPlants,
  ...rolePlants,
  ...monthPlants,
  '7.4.t': { act: leak, mended: 'few' },
  '10.4': { act: leak, also: [unchecked] },
  '11.5.df': { act: leak, also: [oldKey] },
  '5.2.d': {
    act: {
      plant: 'one part of the register is empty',
      mend: 'the operator registers what protects the trade',
      turns: 'breached',
      mendIt: (town) => register(town, 'TRANSACTION_INFORMATION', '11.5', '交易信息签名和上链说明'),
    },
  },
  '6.3': { elsewhere: 'subgraphs/trust/src/evidence.spec.ts' },
  '6.5': {
    also: [leaves('watches over trade', 'mediator', ['REVIEWER', 'MEDIATOR'], 1)],
    act: {
      plant: 'nobody checks goods or deliveries for five weeks',
      mend: 'the mediator checks both',
      turns: 'absent',
      plantIt: (town) => town.later(35),
      mendIt: async (town) => {
        for (const subject of ['goods', 'delivery'] as const)
          await town.act('mediator', 'trust', 'recordTradeCheck', {
            subject: apiName(subject),
            partyId: await town.partyOf('seller-owner'),
            items: CHECKLISTS[subject].map((item) => ({ item: apiName(item), passed: true })),
            finding: '抽查三单，相符',
          });
      },
    },
  },
  '6.5.d': { reason: 'each party that is filed is shown to anybody by the same row' },
  '6.6': { act: silentSeller, also: [emptyTerms] },
  '6.6.a': { silence: { days: 100, turns: 'few' } },
  // Nobody signs on.
  '6.6.b': { silence: { days: 3, turns: 'breached' } },
  '6.6.c': { act: silentSeller, also: [decidedLate], mended: 'few' },
  '6.6.d': {
    act: {
      plant: 'a complaint reaches the operator, and nobody decides it',
      mend: 'the platform ends it, and two months pass without another',
      turns: 'breached',
      plantIt: async (town) => {
        await complain(town, 'QUALITY');
        await town.later(4);
        await town.rounds('sweep-complaints');
        await town.later(60);
      },
      mendIt: ended,
    },
    mended: 'few',
  },
  '6.6.end': {
    act: {
      plant: 'a seller has to mend something by a day, and does not',
      mend: 'it does, late; the next time it reports in time, and the mediator confirms both',
      turns: 'breached',
      plantIt: async (town) => {
        await rectify(town);
        await town.later(60);
      },
      mendIt: async (town) => {
        await putRight(town);
        await town.later(60);
        await rectify(town);
        await putRight(town);
      },
    },
  },
  '7.2': { elsewhere: 'subgraphs/trust/src/evidence.spec.ts' },
  '7.3.5.e': {
    act: {
      plant: 'a buyer complains of costs that nobody had said, and the mediator finds the seller liable',
      mend: 'two months later another has agreed to what is charged',
      turns: 'breached',
      plantIt: async (town) => {
        const orderId = await bought(town, 'paid');
        await complain(town, 'QUALITY', orderId);
        await town.later(4);
        await town.rounds('sweep-complaints');
        await town.act('mediator', 'trust', 'decideComplaint', {
          complaintId: await idOf(town, 'trust', 'select id from Complaint where orderId = ?', orderId),
          liableParty: 'SELLER',
          finding: '下单时没有说要另收包装费',
          compensationFen: 100,
          clause: clauseOf('7.3.5.e').id,
        });
      },
      mendIt: async (town) => {
        await town.later(60);
        await bought(town, 'paid');
      },
    },
  },
  '7.3.8.m': { act: silentSeller, mended: 'few' },
  '7.3.8.n': { act: silentSeller, mended: 'few' },
  '7.3.8.o': { act: silentSeller, mended: 'few' },
  '7.6.ab': { elsewhere: 'subgraphs/trust/src/evidence.spec.ts' },
  '8.2.ay': { act: silentCarrier, mended: 'few' },
  '8.5.1.bt': { act: silentCarrier, mended: 'few' },
  '8.5.3.bz': { act: silentCarrier, mended: 'few' },
  '10.1.1.cq-ct': {
    act: {
      plant: 'a newer notice is published, and what was kept of a device under the former one stays',
      mend: 'its owner agrees under the newer one',
      turns: 'breached',
      plantIt: async (town) => {
        await choose(town, 'device-information', true);
        await signInFrom(town, 'MicroMessenger/8.0 (Android)');
        const part = '说明文字说明';
        await town.act(admin, 'trust', 'publishNotice', {
          parts: { a: part, b: part, c: part, d: part, e: part, f: part },
        });
        // It binds after seven days.
        await town.later(8);
      },
      mendIt: async (town) => {
        await town.act('consumer', 'trust', 'acceptNotice', { version: await newestNotice(town) });
        await choose(town, 'device-information', true);
        // What is told to the other rooms in eight days would hold up what is told today.
        await town.rounds('relay');
      },
    },
  },
  '10.3.a-b': {
    act: {
      plant: 'somebody takes a yes back, and for hours the rooms that act on it are not told',
      mend: 'the relay comes round',
      turns: 'breached',
      plantIt: async (town) => {
        await choose(town, 'portrait', false);
        await town.later(0.1);
      },
      mendIt: (town) => town.rounds('relay'),
    },
  },
  ...agreedPlants,
  ...covenantPlants,
  ...softwarePlants,
  ...wordsPlants,
  '12.1': {
    // First: what is answered late by the others stands, where the clock goes back, in the first days.
    act: leaves('may look in', 'official of the authority', ['REGULATOR'], 1),
    also: [notObeyed, asked('regulator', 'the authority')],
  },
  '12.2': {
    act: leaves('may look in', 'person of the industry body', ['INDUSTRY_BODY'], 1),
    also: [asked('industry-body', 'the industry body')],
  },
  '13.end': {
    act: {
      plant: 'a deadline runs out, and nobody decides whether the seller is suspended',
      mend: 'the mediator decides',
      turns: 'breached',
      plantIt: async (town) => {
        await rectify(town);
        await town.later(11);
        await town.rounds('sweep-measures');
        await town.later(12);
      },
      mendIt: async (town) => {
        for (const { id } of await town.rows('trust', "select id from Measure where state = 'proposed'"))
          await town.act('mediator', 'trust', 'decideSuspension', {
            measureId: id,
            suspend: false,
            reason: '到店里看过，已经写上产地',
          });
      },
    },
  },
};

const newestNotice = async (town: Town) =>
  Number((await town.rows('trust', 'select max(version) as version from Notice'))[0]?.['version']);
const choose = async (town: Town, purpose: string, granted: boolean) =>
  town.act('consumer', 'trust', 'setConsent', { purpose, granted, noticeVersion: await newestNotice(town) });
async function signInFrom(town: Town, device: string): Promise<void> {
  const consumer = consumers.find(({ key }) => idFrom(`account:${key}`) === town.idOf('consumer'));
  const { code } = await town.world.post('/wechat/login-code', { openid: consumer?.openid });
  await town.act({ kind: 'anonymous', id: '', grants: [], device }, 'trust', 'signInWithWechat', { code });
}
const rectify = async (town: Town) =>
  town.act(
    'mediator',
    'trust',
    'takeMeasure',
    {
      partyId: await town.partyOf('seller-owner'),
      step: 'RECTIFICATION',
      reason: '价签缺产地',
      clause: clauseOf('7.3.5.c').id,
      dueOn: await dayAfter(town, 10),
    },
    'id',
  );
async function putRight(town: Town): Promise<void> {
  for (const { id } of await town.rows(
    'trust',
    "select id from Measure where state = 'in-force' and dueAtMs is not null",
  )) {
    await town.act('seller-owner', 'trust', 'reportRectification', { measureId: id, text: '已经补齐' });
    await town.act('mediator', 'trust', 'confirmRectification', { measureId: id, accept: true });
  }
}
