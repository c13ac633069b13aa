import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { getNamedType, isObjectType, isUnionType } from 'graphql';
import { systemActor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import { postLate, type PaymentsContext } from '@heitu/payments';
import type { Line } from './never.lines.ts';
import { nodesOf } from '../journeys/client.ts';
import { COOPERATIVE, farmerFacts, NEXT_MONTH, RIVAL, type Town, type Who } from './town.fixture.ts';

/** What is told to other rooms; that something was refused is on the audit trail. */
const EVENTS = `Outbox where type not like '%.act-recorded.v1'`;
const MONEY_AT_PROVIDER = 'Cnever-found';
const FORGED_HEADERS = {
  'wechatpay-timestamp': String(Math.floor(Date.now() / 1000)),
  'wechatpay-nonce': 'never',
  'wechatpay-serial': 'NEVER',
  'wechatpay-signature': Buffer.from('never').toString('base64'),
};

/** All that money is written in. */
const booksOf = (town: Town) =>
  Promise.all(
    ['Payment', 'PaymentPart', 'Refund', 'LedgerTransfer', 'LedgerEntry', EVENTS].map((table) =>
      town.rows('payments', `select * from ${table} order by id`),
    ),
  );

/** Books a fen of long ago, and does something else before that is committed. */
const lateBooking = (context: PaymentsContext, key: string, meanwhile?: () => Promise<void>) =>
  context.transaction(async (tx) => {
    const legs = [{ from: 'never-a', to: 'never-b', amountFen: 1 }];
    await postLate(context, tx, { key, kind: 'fee', orderId: '', legs, happenedAtMs: Date.parse('2020-01-15') });
    await meanwhile?.();
    return ok(null);
  });

/** What holds for whom the platform lets in, what it tells strangers and programs, and for the money. */
export const PLATFORM_LINES: readonly Line[] = [
  {
    says: 'a stranger never learns whether an id exists',
    from: '11.5.dd, 11.5.df',
    async proof(town) {
      const { orderId, id } = town.parcel;
      const first = (subgraph: string, sql: string) => town.one(subgraph, sql);
      const real: readonly (readonly [asked: string, id: string])[] = [
        ['order(id: $id) { id }', orderId],
        ['shipment(id: $id) { id }', id],
        ['afterSale(id: $id) { id }', await first('orders', 'select id from AfterSale order by id')],
        ['collection(id: $id) { id }', await first('logistics', 'select id from Collection order by id')],
        ['handover(id: $id) { id }', await first('logistics', 'select id from Handover order by id')],
        ['complaint(id: $id) { id }', await first('trust', 'select id from Complaint order by id')],
        ['supplier(id: $id) { id }', await first('sellers', 'select id from Supplier order by id')],
        ['payment(checkoutId: $id) { id }', await first('payments', 'select checkoutId from Payment order by id')],
        ['myReview(orderId: $id) { id }', await first('trust', 'select orderId from Review order by id')],
        ['courierCode(shipmentId: $id) { code }', id],
        ['readings(shipmentId: $id) { __typename }', id],
        ['contentsCases(shipmentId: $id) { edges { node { id } } }', id],
      ];
      const strangers: readonly Who[] = ['nobody', 'station', 'farmer'];
      for (const who of strangers)
        for (const [asked, there] of real) {
          const said = async (one: string) =>
            (await town.told(who, `query($id: ID!) { ${asked} }`, { id: one })).replaceAll(one, '');
          expect([who, asked, await said(there)]).toEqual([who, asked, await said(idFrom(`never:${asked}`))]);
        }
    },
  },
  {
    says: 'a program never reads of a party that did not let it',
    from: '11.8; PIPL 23',
    async proof(town) {
      const asked = `query($p: ID!) { customers(partyId: $p) { edges { node { customerRef } } }
        tradeChanges(partyId: $p) { edges { node { orderId } } }
        settlements(partyId: $p) { edges { node { id } } } merchantAccounts(partyId: $p) { edges { node { id } } } }`;
      expect(await town.told('program', asked, { p: COOPERATIVE })).toMatch(/"orderId":"/);
      const said = await town.told('program', asked, { p: RIVAL });
      expect(said).not.toMatch(/"(id|orderId|customerRef)":"/);
    },
  },
  {
    says: 'an operator never logs in as a person',
    from: '11.5.dd, 11.5.dh',
    async proof(town) {
      // Whatever answers a token: each takes a proof that only its person, program or agent has.
      const givesToken = (await town.mutations()).filter(({ type }) => {
        const answer = getNamedType(type);
        const members = isUnionType(answer) ? answer.getTypes() : isObjectType(answer) ? [answer] : [];
        return members.some((member) => 'token' in member.getFields());
      });
      expect(givesToken.map(({ name }) => name).toSorted()).toEqual([
        'actFor',
        'signInAsClient',
        'signInWithSecondFactor',
        'signInWithWechat',
      ]);
      const delegationId = await town.one('trust', "select id from Delegation where state = 'active'");
      const { me } = await town.as('buyer').ask('{ me { id } }');
      const { sessions } = await town.as('buyer').ask('{ sessions { id } }');
      await town.nothingComesOf(
        ['admin', 'actFor', { delegationId }, 'FORBIDDEN'],
        ['mediator', 'actFor', { delegationId }, 'FORBIDDEN'],
        ['admin', 'resetSecondFactor', { accountId: me.id, reason: '手机丢了' }, 'NOT_FOUND'],
        ['admin', 'endSession', { sessionId: sessions[0].id }, 'NOT_FOUND'],
      );
      const { sessions: own } = await town.as('admin').ask('{ sessions { id } }');
      expect(own.map(({ id }: { id: string }) => id)).not.toContain(sessions[0].id);
    },
  },
  {
    says: 'nobody lets through a payment of their own that a safety rule held',
    from: '9.2.cm',
    async proof(town) {
      const holdId = idFrom('never:hold');
      await town.plant(
        'payments',
        "insert into RiskHold (id, checkoutId, buyerAccountId, orderIds, rule, amountFen, state, openedAtMs) values (?, ?, ?, '[]', 'too-many-payments', 100, 'held', 1)",
        [holdId, idFrom('never:held'), town.accountOf('finance')],
      );
      await town.nothingComesOf(
        ['finance', 'decideRiskHold', { holdId, release: true }, 'NOT_FOUND'],
        ['admin', 'decideRiskHold', { holdId, release: true }, 'FORBIDDEN'],
        ['seller', 'decideRiskHold', { holdId, release: true }, 'FORBIDDEN'],
      );
      await town.plant('payments', 'delete from RiskHold where id = ?', [holdId]);
    },
  },
  {
    says: 'finance never moves money alone that our books do not know',
    from: '9.2.cn, 9.2.cp',
    async proof(town) {
      const remedyId = idFrom('never:remedy');
      const merchant = await town.one('payments', 'select merchant from MerchantAccount where partyId = ?', [
        COOPERATIVE,
      ]);
      const part = {
        outTradeNo: 'Onever-found',
        merchant,
        transactionId: 'T1',
        totalFen: 500_000,
        title: '大米',
        refunds: [],
      };
      await town.plant(
        'payments',
        "insert into CaseRemedy (id, number, liveNumber, kind, state, paidAtMs, parts, reason, proposedBy, proposedAtMs, attempts) values (?, ?, ?, 'refund', 'proposed', 1, ?, '查到的付款', ?, 1, 0)",
        [remedyId, MONEY_AT_PROVIDER, MONEY_AT_PROVIDER, JSON.stringify([part]), town.accountOf('finance')],
      );
      const confirm = { remedyId, confirm: true };
      await town.nothingComesOf(
        ['finance', 'decideCaseRemedy', confirm, 'SAME_PERSON'],
        ['mediator', 'decideCaseRemedy', confirm, 'FORBIDDEN'],
        ['regulator', 'decideCaseRemedy', confirm, 'FORBIDDEN'],
        ['seller', 'decideCaseRemedy', confirm, 'FORBIDDEN'],
      );
      await town.plant('payments', 'delete from CaseRemedy where id = ?', [remedyId]);
    },
  },
  {
    says: 'nobody books into a month that is closed, however close the two come',
    from: '9.2.cp',
    async proof(town) {
      const monthId = idFrom('never:month');
      const [closed, key] = ["'2020-01', 'closing', 1, 'another', 1", 'never:late'];
      await town.plant('payments', 'delete from LedgerCarry');
      await town.plant('payments', "insert into LedgerCarry (id, untilMs) values ('all', 1600000000000)");
      await town.plant(
        'payments',
        `insert into BooksMonth (id, month, state, openSinceMs, proposedBy, proposedAtMs) values (?, ${closed})`,
        [monthId],
      );
      const context = town.platform.subgraphs.get('payments')!.contextFor(systemActor('never'), 'never') as never;
      const [isBooked, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const first = lateBooking(context, `${key}:1`, async () => {
        isBooked.resolve();
        await mayEnd.promise;
      });
      await isBooked.promise;
      let isClosed = false;
      const closing = town
        .prepare(() => town.as('finance').do('decideBooksMonth', { monthId, confirm: true }, 'id'))
        .then(() => (isClosed = true));
      await setTimeout(300);
      expect(isClosed).toBe(false);
      mayEnd.resolve();
      await Promise.all([first, closing]);
      await lateBooking(context, `${key}:2`);
      expect(
        await town.rows('payments', `select ofMonth from LedgerTransfer where "key" like '${key}%' order by "key"`),
      ).toEqual([{ ofMonth: null }, { ofMonth: '2020-01' }]);
      for (const table of ['LedgerCarry', 'BooksMonth', "CarriedBalance where account like 'never-%'"])
        await town.plant('payments', `delete from ${table}`);
      await town.plant('payments', "delete from LedgerEntry where account like 'never-%'");
      await town.plant('payments', `delete from LedgerTransfer where "key" like '${key}%'`);
    },
  },
  {
    says: 'the platform never takes a fen more than a hundredth of what a seller keeps',
    from: '9.2.cn; Payment fee guide 2025-07-31',
    async proof(town) {
      const { settlements } = await town
        .as('finance')
        .ask(
          '{ settlements(first: 100, state: SETTLED) { edges { node { grossFen refundedFen commissionFen sharedFen netFen } } } }',
        );
      const kept: readonly { keptFen: number; takenFen: number; leftFen: number }[] = nodesOf(settlements).map(
        ({ grossFen, refundedFen, commissionFen, sharedFen, netFen }) => ({
          keptFen: grossFen - refundedFen,
          takenFen: commissionFen,
          // What its growers get of it is theirs, not the platform's.
          leftFen: sharedFen + netFen,
        }),
      );
      // Of an odd amount the hundredth is no whole fen: what is left over is the seller's.
      expect(kept.some(({ keptFen }) => keptFen % 100 > 0)).toBe(true);
      expect(kept.filter(({ keptFen, takenFen }) => takenFen * 100 > keptFen)).toEqual([]);
      expect(kept.filter(({ keptFen, takenFen, leftFen }) => takenFen + leftFen !== keptFen)).toEqual([]);
    },
  },
  {
    says: 'a notice that the payment provider did not sign never makes an order paid',
    from: '9.2.cm, 11.5',
    async proof(town) {
      const payment = await town.row('payments', 'select id, outTradeNo from Payment order by id');
      await town.plant('payments', "update Payment set state = 'prepared', paidAtMs = null where id = ?", [
        payment['id'],
      ]);
      const before = await booksOf(town);
      const resource = {
        out_trade_no: payment['outTradeNo'],
        combine_out_trade_no: payment['outTradeNo'],
        trade_state: 'SUCCESS',
      };
      for (const headers of [{}, FORGED_HEADERS]) {
        const response = await fetch(`${town.platform.url}/edges/payments/wechatpay/notify`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({
            id: 'never',
            event_type: 'TRANSACTION.SUCCESS',
            resource_type: 'encrypt-resource',
            resource,
          }),
        });
        expect(response.status).toBe(401);
      }
      expect(await booksOf(town)).toEqual(before);
      await town.plant('payments', "update Payment set state = 'paid', paidAtMs = createdAtMs where id = ?", [
        payment['id'],
      ]);
    },
  },
  {
    says: "the payment provider's bill never moves money by itself, whatever it says",
    from: '9.2.cn, 9.2.cp',
    async proof(town) {
      const date = await town.one(
        'payments',
        'select date from Reconciliation where paymentCount > 0 order by date desc',
      );
      const before = await booksOf(town);
      const told = await town.as('finance').do('reconcileDay', { date }, 'state openCaseCount');
      expect([told['state'], told['openCaseCount'] > 0]).toEqual(['DIFFERENT', true]);
      expect(await booksOf(town)).toEqual(before);
    },
  },
  {
    says: 'a narrowed token never makes itself wider',
    from: '11.5.de, 11.8',
    async proof(town) {
      const clientId = (await town.as('program').ask('{ ownClient { id } }'))['ownClient'].id;
      await town.nothingComesOf(
        ['narrow program', 'rotateClientSecret', { clientId }, 'FORBIDDEN'],
        [
          'narrow program',
          'registerWebhook',
          { url: 'https://partner.example/hook', eventTypes: ['ORDER_PAID'] },
          'FORBIDDEN',
        ],
        ['narrow program', 'confirmConsumer', { code: 'AAAA' }, 'FORBIDDEN'],
        ['program', 'letPartner', { clientId, partyId: RIVAL, scopes: ['STOCK'] }, 'FORBIDDEN'],
      );
      expect(await town.denial('narrow program', '{ stockLevels { edges { node { free } } } }')).toBe('SHOWN');
      for (const root of ['partnerShipments', 'partnerPayments', 'payouts', 'settlements'])
        expect([root, await town.denial('narrow program', `{ ${root} { edges { node { __typename } } } }`)]).toEqual([
          root,
          'FORBIDDEN',
        ]);
    },
  },
  {
    says: 'nobody outside ever asks what only the rooms ask one another',
    from: '10.4, 11.5.de',
    async proof(town) {
      const within: readonly (readonly [subgraph: string, root: string])[] = [
        ['trust', 'payerOf'],
        ['trust', 'addressForOrder'],
        ['trust', 'accountBriefs'],
        ['trust', 'consentStates'],
        ['orders', 'checkoutForPayment'],
        ['sellers', 'partyStates'],
        ['payments', 'tradesOfOrders'],
      ];
      for (const [subgraph, root] of within) {
        const own = town.platform.subgraphs.get(subgraph)?.built.schema.getQueryType()?.getFields() ?? {};
        expect([root, root in own]).toEqual([root, true]);
        for (const who of ['nobody', 'admin', 'regulator', 'program'] as const)
          expect([root, who, await town.denial(who, `{ ${root} { __typename } }`)]).toEqual([
            root,
            who,
            'GRAPHQL_VALIDATION_FAILED',
          ]);
      }
    },
  },
  {
    says: 'a wrong password never tells whether somebody of that name works here',
    from: '11.5.dd',
    async proof(town) {
      const said = (login: string) =>
        town.as('nobody').refused('signInWithPassword', { login, password: 'not-the-password-2026' });
      const open = async () => [
        await town.rows('trust', 'select id from Session order by id'),
        await town.rows('trust', 'select * from SignInChallenge order by id'),
      ];
      const before = await open();
      const known = await said('regulator');
      expect(await said('nobody-of-this-name')).toEqual(known);
      expect(await open()).toEqual(before);
    },
  },
  {
    says: 'who asks a farmer for a delegation by phone never learns whose phone it is',
    from: '10.4; PIPL 6',
    async proof(town) {
      const input = { rights: ['ORDERS'], until: NEXT_MONTH };
      const ask = (phone: string) =>
        town.as('station').do('askDelegation', { ...input, phone }, 'delegationId expiresAt');
      const [known, unknown] = [await ask(farmerFacts().phone), await ask('19912345678')];
      const like = { ...known, delegationId: expect.any(String), expiresAt: expect.any(String) };
      expect([known, unknown]).toEqual([like, like]);
    },
  },
];
