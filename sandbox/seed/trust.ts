import { hash } from '@node-rs/argon2';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { maskName, sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { orderNumber } from '@heitu/orders';
import { SCOPES } from '@heitu/standard';
import {
  Account,
  activeDelegationKey,
  Address,
  AgreementConfirmation,
  answerDueAt,
  ApiClient,
  Complaint,
  ComplaintStep,
  Consent,
  ConsentReceipt,
  CovenantMember,
  CreditTally,
  currentItemKey,
  Delegation,
  DutyShift,
  GrantRow,
  KnownParty,
  PartnerGrant,
  KnownShop,
  Notice,
  NoticeAcceptance,
  noticeHash,
  openComplaintKey,
  PublicDocument,
  Review,
  ReviewedProduct,
  SecondFactor,
  secretHashOf,
  settleDueAt,
  TechnicalItem,
  TradeCheck,
  TradeMilestone,
} from '@heitu/trust';
import {
  carriers,
  consumers,
  operator,
  paymentProvider,
  sellers,
  station,
  type ConsumerFact,
  type HistoryComplaint,
  type HistoryOrder,
  type PartyFact,
} from '../county/index.ts';
import { inChunks, type SeedHistory } from './history.ts';
import { accountId, addressId, complaintId, delegationId, orderId, partyId, productId, shopId } from './keys.ts';
import { people, publicNameOf } from './people.ts';
import { CLIENT, openidOf, SIGN_INS } from './sign-ins.ts';
import { DOCUMENTS, NOTICE, REGISTER, SHIFTS } from './trust-texts.ts';

const CHUNK = 400;
const OPENED_DAY = -560;
const NOTICE_VERSION = 1;
/** Everybody knows the demo's passwords, and its clock runs ahead by months: they never fall due. */
const NEVER_DUE_MS = Date.parse('2999-01-01T00:00:00Z');
const ADMIN = accountId('staff:heitu-admin');
const SUPERVISOR = accountId('staff:heitu-mediator');

/** Everybody's accounts and roles, what the operator publishes, and what consumers said of three months of orders. */
export async function seedTrust(context: Context, history: SeedHistory): Promise<void> {
  if (await context.em.count(Notice, {})) return;
  await seedPeople(context, history.nowMs);
  await seedDisclosure(context, history.nowMs);
  const tallies = new Map<string, Tally>();
  for await (const orders of inChunks(history.orders(), CHUNK)) await seedOrdersSeen(context, orders, tallies);
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
}

async function seedPeople(context: Context, nowMs: number): Promise<void> {
  const { em, vault } = context;
  const day = (count: number): number => nowMs + count * DAY_MS;
  const logins = new Map(SIGN_INS.map((one) => [one.key, one]));
  const hashes = new Map<string, string>();
  for (const { password } of SIGN_INS) if (!hashes.has(password)) hashes.set(password, await hash(password));
  // A configured first administrator may already have taken a demo name.
  const taken = new Set((await em.find(Account, { login: { $ne: null } })).map((account) => account.login));
  const blindOf = (login: string) => vault.blindIndex('login', login);
  const loginOf = (key: string, login: string | null) =>
    login === null
      ? { login, loginText: null }
      : { login: blindOf(login), loginText: sealTextWith(seal, accountId(key), login) };
  const workers = people.filter((person) => person.role !== null);
  const seal = await vault.sealer([...workers, ...consumers].map((one) => accountId(one.key)));
  await em.insertMany(
    Account,
    workers.map((person) => {
      const signIn = logins.get(person.key);
      const name = `${person.name[0]}${person.post}`;
      const openid = openidOf(person.key);
      return {
        id: accountId(person.key),
        openidSealed: openid && seal(accountId(person.key), openid),
        openidBlind: openid && vault.blindIndex('openid', openid),
        phoneSealed: seal(accountId(person.key), person.phone),
        phoneBlind: vault.blindIndex('phone', person.phone),
        ...loginOf(person.key, signIn && !taken.has(blindOf(signIn.login)) ? signIn.login : null),
        passwordHash: signIn ? hashes.get(signIn.password)! : null,
        passwordChangedAtMs: signIn ? NEVER_DUE_MS : null,
        displayName: maskName(name),
        fullName: sealTextWith(seal, accountId(person.key), name),
        state: 'active',
        createdAtMs: day(OPENED_DAY),
        erasedAtMs: null,
      };
    }),
  );
  await em.insertMany(
    SecondFactor,
    SIGN_INS.map(({ key, factorSecret }) => ({
      accountId: accountId(key),
      secretSealed: seal(accountId(key), factorSecret),
      lastStep: 0,
      enrolledAtMs: day(OPENED_DAY),
    })),
  );
  // Roles of the operator and of authorities are held for nobody in particular.
  const general = new Set(['operator-admin', 'reviewer', 'mediator', 'finance', 'regulator', 'industry-body']);
  await em.insertMany(
    GrantRow,
    workers.map((person) => ({
      id: idFrom(`grant:${person.key}`),
      accountId: accountId(person.key),
      role: person.role!,
      partyId: general.has(person.role!) ? '' : partyId(person.partyKey),
      rights: person.rights && JSON.stringify(person.rights),
      active: true,
      factAtMs: day(OPENED_DAY),
    })),
  );
  await em.insertMany(
    Account,
    consumers.map((consumer) => {
      const id = accountId(consumer.key);
      return {
        id,
        openidSealed: seal(id, consumer.openid),
        openidBlind: vault.blindIndex('openid', consumer.openid),
        phoneSealed: null,
        login: null,
        loginText: null,
        passwordHash: null,
        passwordChangedAtMs: null,
        displayName: maskName(consumer.nickname),
        fullName: sealTextWith(seal, id, consumer.nickname),
        state: 'active',
        createdAtMs: day(consumer.registeredDay),
        erasedAtMs: null,
      };
    }),
  );
  await em.insertMany(
    Address,
    consumers.map((consumer) => addressRow(seal, consumer, day(consumer.registeredDay))),
  );
  await em.insertMany(
    KnownParty,
    [operator, paymentProvider, ...carriers, ...sellers, station].map((fact) => ({
      partyId: partyId(fact.key),
      kind: kindOf(fact),
      name: publicNameOf(fact),
      inGoodStanding: true,
      validUntil: null,
      filedAtMs: day(OPENED_DAY),
      factAtMs: day(OPENED_DAY),
    })),
  );
  // A farmer with an old phone has the village station look after her orders.
  await em.insert(Delegation, {
    id: delegationId('wangxiulan-farmer'),
    delegatorId: accountId('staff:wangxiulan-owner'),
    agentId: accountId('staff:huihuang-keeper'),
    stationId: partyId(station.key),
    partyId: partyId('seller:wangxiulan-farmer'),
    rights: JSON.stringify(['after-sales', 'orders', 'products']),
    state: 'active',
    activeFor: activeDelegationKey({
      partyId: partyId('seller:wangxiulan-farmer'),
      agentId: accountId('staff:huihuang-keeper'),
    }),
    way: 'code',
    askedAtMs: day(-20),
    codeDueAtMs: null,
    grantedAtMs: day(-20),
    untilMs: day(100),
    endedAtMs: null,
    endedBy: null,
  });
  await em.insert(ApiClient, {
    id: CLIENT.clientId,
    name: '演示合作方程序',
    partyId: partyId(operator.key),
    secretHash: secretHashOf(CLIENT.secret),
    secretExpiresAtMs: NEVER_DUE_MS,
    active: true,
    createdAtMs: day(OPENED_DAY),
    lastUsedAtMs: null,
  });
  // The cooperative lets the partner read all, its carrier the parcels.
  const let_ = [
    ...SCOPES.map((scope) => ['seller:xiangtun-coop', scope] as const),
    [carriers[0]!.key, 'logistics'] as const,
  ];
  await em.insertMany(
    PartnerGrant,
    let_.map(([key, scope]) => ({
      id: idFrom(`partner-grant:${key}:${scope}`),
      clientId: CLIENT.clientId,
      partyId: partyId(key),
      scope,
      active: true,
      changedAtMs: day(-60),
      changedBy: ADMIN,
      endedByParty: false,
    })),
  );
  await em.insertMany(
    KnownShop,
    sellers.map((seller) => ({ shopId: shopId(seller.key), partyId: partyId(seller.key) })),
  );
  await em.insertMany(
    CovenantMember,
    sellers.slice(0, 4).map((seller) => ({ partyId: partyId(seller.key), version: 1, joinedAtMs: day(-300) })),
  );
}

function kindOf(fact: PartyFact): string {
  if (fact.kind !== 'seller') return fact.kind;
  return fact.legalForm === 'cooperative' ? 'cooperative' : fact.legalForm === 'exempt-farmer' ? 'farmer' : 'seller';
}

function addressRow(sealer: Sealer, consumer: ConsumerFact, atMs: number) {
  const owner = accountId(consumer.key);
  const { receiverName, phone, regionText, detail, villageCode, divisionCode } = consumer.address;
  const seal = (plain: string) => sealer(owner, plain);
  return {
    id: addressId(consumer.key),
    accountId: owner,
    nameSealed: seal(receiverName),
    phoneSealed: seal(phone),
    detailSealed: seal(`${regionText}${detail}`),
    divisionCode: villageCode ?? divisionCode,
    isDefault: true,
    createdAtMs: atMs,
    changedAtMs: atMs,
  };
}

/** Two in three let us remind them of their orders; one in four was asked about the device and said no. */
function choicesOf(consumer: ConsumerFact, index: number): { purpose: string; granted: boolean }[] {
  return [
    { purpose: 'service-messages', granted: consumer.member },
    ...(index % 2 === 0 ? [{ purpose: 'recommendation', granted: index % 4 === 0 }] : []),
    ...(index % 4 === 1 ? [{ purpose: 'device-information', granted: false }] : []),
  ];
}

async function seedDisclosure(context: Context, nowMs: number): Promise<void> {
  const { em, vault } = context;
  const publishedAtMs = nowMs + OPENED_DAY * DAY_MS;
  const contentHash = noticeHash(NOTICE_VERSION, NOTICE);
  await em.insert(Notice, {
    version: NOTICE_VERSION,
    parts: JSON.stringify(NOTICE),
    contentHash,
    publishedBy: ADMIN,
    publishedAtMs,
  });
  const registeredAt = (consumer: ConsumerFact) => nowMs + consumer.registeredDay * DAY_MS;
  await em.insertMany(
    NoticeAcceptance,
    consumers.map((consumer) => ({
      id: idFrom(`notice:${consumer.key}`),
      accountId: accountId(consumer.key),
      version: NOTICE_VERSION,
      contentHash,
      atMs: registeredAt(consumer),
    })),
  );
  await em.insertMany(
    AgreementConfirmation,
    consumers.map((consumer) => ({
      id: idFrom(`agreement:${consumer.key}`),
      accountId: accountId(consumer.key),
      kind: 'member-agreement',
      version: 1,
      atMs: registeredAt(consumer),
    })),
  );
  const choices = consumers.flatMap((consumer, index) =>
    choicesOf(consumer, index).map((choice) => ({
      id: idFrom(`consent:${consumer.key}:${choice.purpose}`),
      accountId: accountId(consumer.key),
      ...choice,
      noticeVersion: NOTICE_VERSION,
      atMs: registeredAt(consumer),
    })),
  );
  await em.insertMany(Consent, choices);
  await em.insertMany(
    ConsentReceipt,
    choices.map((choice) => ({ ...choice, id: idFrom(`receipt:${choice.id}`), noticeHash: contentHash })),
  );
  await em.insertMany(
    PublicDocument,
    DOCUMENTS.map((document) => ({
      id: idFrom(`document:${document.kind}`),
      ...document,
      version: 1,
      publishedBy: ADMIN,
      publishedAtMs,
    })),
  );
  const shiftIds = SHIFTS.map((_, index) => idFrom(`shift:${index}`));
  const seal = await vault.sealer(shiftIds);
  await em.insertMany(
    DutyShift,
    SHIFTS.map((shift, index) => ({
      id: shiftIds[index]!,
      ...shift,
      person: sealTextWith(seal, shiftIds[index]!, shift.person),
      active: true,
    })),
  );
  await em.insertMany(
    TechnicalItem,
    REGISTER.map(({ days, ...item }) => ({
      id: idFrom(`register:${item.clause}:${item.title}`),
      ...item,
      recordedOn: chinaDate(nowMs - 30 * DAY_MS),
      validUntil: chinaDate(nowMs + days * DAY_MS),
      recordedBy: ADMIN,
      recordedAtMs: nowMs - 30 * DAY_MS,
      supersededAtMs: null,
      currentFor: currentItemKey(item),
    })),
  );
  const sealOf = await vault.sealer([...sellers, ...carriers].map(({ key }) => partyId(key)));
  await em.insertMany(
    TradeCheck,
    [
      ...sellers.map((seller) => ({ fact: seller, subject: 'goods' })),
      ...carriers.map((carrier) => ({ fact: carrier, subject: 'delivery' })),
    ].map(({ fact, subject }, index) => ({
      id: idFrom(`check:${fact.key}`),
      subject,
      partyId: partyId(fact.key),
      passed: index !== 2,
      finding: sealTextWith(
        sealOf,
        partyId(fact.key),
        index === 2 ? '一处价签没有写产地，已当场要求补上' : '抽查符合要求',
      ),
      supervisorId: SUPERVISOR,
      atMs: nowMs - (index + 2) * DAY_MS,
      followUpDueAtMs: index === 2 ? nowMs + 5 * DAY_MS : null,
      closedAtMs: nowMs - (index + 1) * DAY_MS,
    })),
  );
}

interface Tally {
  reviewCount: number;
  starsTotal: number;
  completedCount: number;
  complaintCount: number;
  lateAnswerCount: number;
  upheldCount: number;
}
const tallyOf = (tallies: Map<string, Tally>, party: string): Tally => {
  const tally = tallies.get(party) ?? {
    reviewCount: 0,
    starsTotal: 0,
    completedCount: 0,
    complaintCount: 0,
    lateAnswerCount: 0,
    upheldCount: 0,
  };
  tallies.set(party, tally);
  return tally;
};

async function seedOrdersSeen(
  context: Context,
  orders: readonly HistoryOrder[],
  tallies: Map<string, Tally>,
): Promise<void> {
  const { em } = context;
  const complained = orders.filter((order) => order.complaint !== null);
  const reviewed = orders.filter((order) => order.review !== null).map((order) => ({ order, id: context.newId() }));
  for (const order of orders)
    if (order.status === 'completed') tallyOf(tallies, partyId(order.sellerKey)).completedCount += 1;
  await em.insertMany(TradeMilestone, orders.map(milestoneRow));
  if (complained.length > 0) {
    const seal = await context.vault.sealer(complained.map((order) => accountId(order.consumerKey)));
    const complaints = complained.map((order) => complaintRow(context, seal, order, order.complaint!, tallies));
    await em.insertMany(
      Complaint,
      complaints.map(({ complaint }) => complaint),
    );
    await em.insertMany(
      ComplaintStep,
      complaints.flatMap(({ steps }) => steps),
    );
  }
  if (reviewed.length > 0) {
    const seal = await context.vault.sealer(
      reviewed.flatMap(({ order }) => [accountId(order.consumerKey), partyId(order.sellerKey)]),
    );
    await em.insertMany(
      Review,
      reviewed.map(({ order, id }) => reviewRow(seal, order, id, tallies)),
    );
    await em.insertMany(
      ReviewedProduct,
      reviewed.flatMap(({ order, id }) =>
        [...new Set(order.lines.map((line) => line.productKey))].map((key) => ({
          id: idFrom(`reviewed:${order.key}:${key}`),
          reviewId: id,
          productId: productId(key),
          stars: order.review!.stars,
          isShown: true,
        })),
      ),
    );
  }
}

function milestoneRow(order: HistoryOrder) {
  const { shipment } = order;
  const id = orderId(order.key);
  const refundedFen = order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  return {
    orderId: id,
    orderNumber: orderNumber(id, order.placedAt.getTime()),
    buyerAccountId: accountId(order.consumerKey),
    partyId: partyId(order.sellerKey),
    totalFen: order.totalFen,
    carrierPartyId: shipment && partyId(shipment.carrierKey),
    paidAtMs: order.payment?.paidAt.getTime() ?? null,
    takenOverAtMs: shipment?.handovers.find((handover) => handover.kind === 'pickup')?.at.getTime() ?? null,
    deliveredAtMs: shipment?.signedAt?.getTime() ?? null,
    deliveredInTime: shipment?.signedAt ? shipment.signedAt <= shipment.promisedAt : null,
    refundedAtMs: order.refunds.at(-1)?.at.getTime() ?? null,
    refundedFen: refundedFen || null,
    completedAtMs: null,
    cancelledAtMs: order.cancellation?.at.getTime() ?? null,
    changedAtMs: order.cancellation?.at.getTime() ?? order.refunds.at(-1)?.at.getTime() ?? order.placedAt.getTime(),
  };
}

function complaintRow(
  context: Context,
  seal: Sealer,
  order: HistoryOrder,
  fact: HistoryComplaint,
  tallies: Map<string, Tally>,
) {
  const id = complaintId(fact.key);
  const buyer = accountId(order.consumerKey);
  const answerer = partyId(fact.againstKey);
  const isCarrier = fact.againstKey !== order.sellerKey;
  const filedAtMs = fact.filedAt.getTime();
  const answeredAtMs = fact.answeredAt?.getTime() ?? null;
  const answerDueAtMs = answerDueAt(filedAtMs);
  const isPaid = fact.outcome === 'compensated' && fact.compensationFen > 0;
  const isOpen = fact.outcome === 'open' || answeredAtMs === null;
  const closedAtMs = isOpen ? null : answeredAtMs! + 2 * HOUR_MS;
  const tally = tallyOf(tallies, answerer);
  tally.complaintCount += 1;
  if (answeredAtMs !== null && answeredAtMs > answerDueAtMs) tally.lateAnswerCount += 1;
  if (isPaid) tally.upheldCount += 1;
  const steps = [
    { action: 'file', byRole: 'consumer', atMs: filedAtMs },
    ...(answeredAtMs === null ? [] : [{ action: 'answer', byRole: 'answerer', atMs: answeredAtMs }]),
    ...(closedAtMs === null
      ? []
      : [{ action: isPaid ? 'take-compensation' : 'accept-answer', byRole: 'consumer', atMs: closedAtMs }]),
    ...(closedAtMs !== null && isPaid ? [{ action: 'record-payment', byRole: 'system', atMs: closedAtMs }] : []),
  ];
  return {
    complaint: {
      id,
      number: `TS${chinaDate(filedAtMs).replaceAll('-', '')}${id.slice(-8)}`,
      accountId: buyer,
      orderId: orderId(order.key),
      partyId: partyId(order.sellerKey),
      carrierPartyId: order.shipment && partyId(order.shipment.carrierKey),
      answererPartyId: answerer,
      answererKind: isCarrier ? 'carrier' : 'seller',
      kind: fact.about,
      channel: 'online',
      wanted: isPaid ? 'compensation' : 'answer',
      wantedFen: isPaid ? fact.compensationFen : null,
      orderFen: order.totalFen,
      textSealed: seal(buyer, fact.text),
      state: isOpen ? (answeredAtMs === null ? 'filed' : 'answered') : 'settled',
      openFor: isOpen ? openComplaintKey(orderId(order.key), fact.about) : null,
      filedAtMs,
      answerDueAtMs,
      answeredAtMs,
      answeredInTime: answeredAtMs === null ? null : answeredAtMs <= answerDueAtMs,
      answer: fact.answer === null ? null : sealTextWith(seal, buyer, fact.answer),
      answerRemedy: fact.answer === null ? null : isPaid ? 'compensation' : 'answer',
      answerFen: isPaid ? fact.compensationFen : null,
      settleDueAtMs: settleDueAt(filedAtMs),
      closedAtMs,
      remedy: isOpen ? null : isPaid ? 'compensation' : 'answer',
      compensationFen: isPaid ? fact.compensationFen : null,
      liablePartyId: isPaid ? answerer : null,
      liableAccepted: isPaid ? true : null,
    },
    steps: steps.map((step) => ({ id: context.newId(), complaintId: id, ...step })),
  };
}

function reviewRow(seal: Sealer, order: HistoryOrder, id: string, tallies: Map<string, Tally>) {
  const { stars, text, reply, at } = order.review!;
  const party = partyId(order.sellerKey);
  const tally = tallyOf(tallies, party);
  tally.reviewCount += 1;
  tally.starsTotal += stars;
  const author = accountId(order.consumerKey);
  return {
    id,
    orderId: orderId(order.key),
    accountId: author,
    partyId: party,
    shopId: shopId(order.sellerKey),
    stars,
    text: sealTextWith(seal, author, text),
    state: 'shown',
    heldReason: null,
    reply: reply && sealTextWith(seal, party, reply),
    createdAtMs: at.getTime(),
  };
}
