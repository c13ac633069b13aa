import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idFrom } from '@heitu/kit/rules/ids';
import { agreeOnPaper, agreeToRules } from '../journeys/agree.ts';
import { Gateway, Person, nodesOf } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { scanned } from '../journeys/papers.ts';
import { PLANTS } from '../journeys/plants.ts';
import { signInBySteps, signInOf } from '../journeys/sign-ins.ts';
import { World } from '../journeys/world.ts';
import type { ClientPlatform } from './platform.ts';

const CHECKED = {
  facilityTemperatureCelsius: 2.5,
  productTemperatureCelsius: 3,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};

/** What others do on the platform while somebody taps: buyers, desks and officials, through the API. */
export class Trade {
  readonly gateway: Gateway;
  readonly world: World;
  /** Unlike that of every other run on the same platform. */
  readonly run = randomBytes(4).toString('hex');
  readonly #platform: ClientPlatform;

  constructor(platform: ClientPlatform) {
    this.#platform = platform;
    this.gateway = new Gateway(platform.url);
    this.world = new World(platform.controlUrl);
  }

  person = async (openid: string): Promise<Person> =>
    new Person(this.gateway, openid, await this.#platform.tokenOf(openid));

  /**
   * One of the demo county's people who sign in with a second factor. Specs share what one of them has signed in: to
   * the platform they are strangers, and strangers' codes at one name are few in an hour.
   */
  async staff(role: string): Promise<Person> {
    const entry = signInOf(role);
    const kept = join(this.#platform.dataDir, `signed-in.${entry.login}`);
    const known = await readFile(kept, 'utf8').catch(() => null);
    if (known) {
      const person = new Person(this.gateway, entry.login, known);
      const { me } = await person.ask('{ me { id } }').catch(() => ({ me: null }));
      if (me) return person;
    }
    for (let i = 0; i < 3; i++) {
      const { token, code } = await signInBySteps(this.gateway, this.world, entry);
      if (token) {
        await writeFile(kept, token);
        return new Person(this.gateway, entry.login, token);
      }
      if (code !== 'CODE_REFUSED') throw new Error(`${entry.login} could not sign in: ${code}`);
      // Each code is good once, and another spec may have used the one of this half minute.
      await this.world.advance({ seconds: 30 });
    }
    throw new Error(`${entry.login} could not sign in`);
  }

  /** The claim that stands open for an order, to one of its parties. */
  async claimOf(party: Person, orderId: string): Promise<string | undefined> {
    const { claims } = await party.ask('query($id: ID!) { claims(orderId: $id) { edges { node { id } } } }', {
      id: orderId,
    });
    return claims.edges[0]?.node.id;
  }

  async until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    const end = Date.now() + 30_000;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`${what} did not come about`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** An order of one unit that a new buyer has paid. */
  async paidOrder(skuId: string): Promise<{ orderId: string; buyer: Person }> {
    const buyer = await this.person(`buyer-${this.run}-${randomBytes(3).toString('hex')}`);
    const { id: addressId } = await buyer.do(
      'saveAddress',
      { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
      'id',
    );
    const quote = await buyer.do('quote', { addressId, lines: [{ skuId, quantity: 1 }] }, 'id totalFen');
    const placed = await buyer.do(
      'placeOrder',
      { quoteId: quote['id'], totalFen: quote['totalFen'] },
      'checkoutId orders { id }',
    );
    const { clientParameters } = await buyer.do(
      'startPayment',
      { checkoutId: placed['checkoutId'] },
      'clientParameters { timeStamp nonceStr package signType paySign }',
    );
    await this.world.post('/pay', {
      prepayId: (clientParameters.package as string).replace('prepay_id=', ''),
      requestPayment: clientParameters,
    });
    const orderId = placed['orders'][0].id as string;
    await this.until('the order to be paid', async () => (await this.stateOf(buyer, orderId)) === 'PAID');
    return { orderId, buyer };
  }

  /**
   * What lies between a registered seller and its first sale, and is nobody's tapping: a supplier on file, an account
   * at the payment provider.
   */
  async readyToSell(seller: Person, partyId: string, name: string): Promise<void> {
    await agreeToRules(seller, 'SELLER_AGREEMENT');
    const { id: supplierId } = await seller.do(
      'fileSupplier',
      {
        partyId,
        name,
        idNumber: PLANTS.idNumber(this.run, `supplier ${name}`),
        divisionCode: '230184',
        address: '民乐村',
        supplies: '蓝莓',
        contactName: name,
        contactPhone: '19900007002',
      },
      'id',
    );
    await seller.do('decideSupplier', { supplierId, decision: 'APPROVE', reason: '自家果园' }, 'id');
    const finance = await this.staff('finance');
    // Other specs open accounts at the same time: what one of them took meanwhile is passed over in the next round.
    const freeMerchant = async (): Promise<string> => {
      const { merchantAccounts } = await finance.ask(
        '{ merchantAccounts(first: 100) { edges { node { merchant } } } }',
      );
      const taken = new Set(nodesOf(merchantAccounts).map(({ merchant }) => merchant));
      return Array.from({ length: 60 }, (_, i) => String(1_900_100_001 + i)).find((merchant) => !taken.has(merchant))!;
    };
    const { publicRegister } = await finance.ask(
      '{ publicRegister(kind: PAYMENT_PROVIDER, first: 1) { edges { node { partyId } } } }',
    );
    await agreeOnPaper(seller, await this.staff('reviewer'), await this.world.now(), {
      partyId,
      withPartyId: nodesOf(publicRegister)[0]?.['partyId'],
      kind: 'PAYMENT',
      number: `HT-${this.run}`,
    });
    await this.until('the provider to know the party', async () =>
      finance
        .do(
          'openMerchantAccount',
          {
            partyId,
            subMerchantId: await freeMerchant(),
            contactName: '李对接',
            passwordKeeperName: '王保管',
          },
          'id',
        )
        .catch(() => null),
    );
  }

  /**
   * A farmer who sells chilled blueberries, which the county's cold carrier fetches; made through the API, as the page
   * for it is tried elsewhere.
   */
  async berryFarm(): Promise<{ farmer: Person; skuId: string }> {
    const farmer = await this.person(`berries-${this.run}`);
    const { id: partyId } = await farmer.do(
      'registerParty',
      {
        kind: 'FARMER',
        name: '王小果',
        idNumber: PLANTS.idNumber(this.run, 'berries'),
        legalRepresentative: '王小果',
        contactName: '王小果',
        contactPhone: '19900007003',
        divisionCode: '230184',
        address: '民乐村',
        exemption: { reason: '个人销售自产农副产品', declaration: '我销售自产的农产品，所填内容属实。' },
      },
      'id',
    );
    const { id: filingId } = await farmer.do('submitFiling', { partyId }, 'id');
    await (
      await this.staff('reviewer')
    ).do('decideFiling', { filingId, decision: 'APPROVE', reason: '身份已核对' }, 'id');
    await this.until('the role', async () =>
      ((await farmer.ask('{ me { roles } }'))['me'].roles as string[]).includes('SELLER_OWNER'),
    );
    const { id: shopId } = await farmer.do(
      'openShop',
      {
        partyId,
        name: `小果蓝莓${this.run}`,
        serviceHours: '每天8:00-18:00',
        confirmWithinText: '1个工作日内确认',
        responseText: '当天回复',
      },
      'id',
    );
    await this.readyToSell(farmer, partyId, '王小果');
    // What others do with a role follows two seconds after the account has it.
    const { id, skus } = await this.until('the role to count', () =>
      farmer
        .do(
          'createProduct',
          {
            shopId,
            title: '民乐蓝莓',
            categoryId: 'berries',
            standardClass: 'NON_STANDARD',
            characteristics: '露地栽培，酸甜。',
            safetyDeclared: true,
            copy: '早上摘的，装盒冷藏。',
            skus: [
              {
                specification: '125克×4盒',
                unit: '箱',
                netGrams: 500,
                storage: 'CHILLED',
                temperatureCelsiusMin: 0,
                temperatureCelsiusMax: 4,
                shelfLifeDays: 15,
                weightGrams: 900,
                label: {
                  origin: '黑龙江省五常市',
                  grade: '统货',
                  pricingType: 'MARKET',
                  retailFen: 5900,
                  priceManager: '王小果',
                  priceSupervision: '12315',
                },
              },
            ],
          },
          'id skus { id }',
        )
        .catch(() => null),
    );
    await farmer.do('publishProduct', { productId: id }, 'id');
    const { suppliers } = await farmer.ask('{ suppliers { edges { node { id } } } }');
    const today = dayFrom(await this.world.now(), 0);
    const { id: lotId } = await farmer.do(
      'registerLot',
      {
        skuId: skus[0].id,
        supplierId: suppliers.edges[0].node.id,
        code: `LM-${this.run}`,
        producedOn: today,
        units: 30,
        markedName: '蓝莓',
        producerName: '王小果',
        producerAddress: '民乐村',
        specification: '125克×4盒',
        complaintContact: '12315',
      },
      'id',
    );
    await farmer.do(
      'recordSelfCheck',
      {
        lotId,
        checkedBy: '王小果',
        checkedOn: today,
        fileId: await scanned(farmer, 'inspection-report'),
        promised: true,
        items: [
          { name: '外观和气味', value: '正常' },
          { name: '霉变和虫蛀', value: '没有' },
          { name: '坏果或破损', value: '1', unit: '%' },
        ],
      },
      'id',
    );
    await farmer.do('releaseLot', { lotId }, 'id');
    await this.until(
      'the stock',
      async () =>
        (await farmer.ask('query($id: ID!) { sku(id: $id) { stock { free } } }', { id: skus[0].id }))['sku'].stock
          .free === 30,
    );
    return { farmer, skuId: skus[0].id as string };
  }

  stateOf = async (who: Person, orderId: string): Promise<string> =>
    (await who.ask('query($id: ID!) { order(id: $id) { state } }', { id: orderId }))['order']?.state;

  #parcelOf = (buyer: Person, orderId: string): Promise<string> =>
    this.until(
      'the parcel',
      async () =>
        (await buyer.ask('query($id: ID!) { order(id: $id) { shipments { id } } }', { id: orderId }))['order']
          .shipments[0]?.id as string | undefined,
    );

  /** An order that was paid, confirmed and picked: its parcel waits for the carrier. */
  async packed(farmer: Person, skuId: string): Promise<{ shipmentId: string; orderId: string; buyer: Person }> {
    const { orderId, buyer } = await this.paidOrder(skuId);
    await farmer.do('confirmOrder', { orderId }, 'id');
    await farmer.do('pickOrder', { orderId }, 'id');
    return { shipmentId: await this.#parcelOf(buyer, orderId), orderId, buyer };
  }

  /** The carrier's desk gives the order's parcel to a courier of the county; answers the parcel. */
  async assigned(
    desk: Person,
    buyer: Person,
    orderId: string,
    courierKey = 'courier:staff:beida-courier-1',
  ): Promise<string> {
    const shipmentId = await this.#parcelOf(buyer, orderId);
    const { carriers } = await desk.ask(
      '{ carriers { vehicles { id kind temperatureCelsiusMin } devices { vehicleId endedAt } } }',
    );
    // Another spec may have registered a truck without a thermometer, or put one away.
    const watched = (id: string) =>
      (carriers[0].devices as { vehicleId: string | null; endedAt: string | null }[]).some(
        ({ vehicleId, endedAt }) => vehicleId === id && !endedAt,
      );
    const vehicle = (carriers[0].vehicles as { id: string; kind: string; temperatureCelsiusMin: number }[]).find(
      ({ id, kind, temperatureCelsiusMin }) =>
        kind === 'REFRIGERATED_TRUCK' && temperatureCelsiusMin >= 0 && watched(id),
    )!;
    await desk.do('assignShipment', { shipmentId, courierId: idFrom(courierKey), vehicleId: vehicle.id }, 'id');
    return shipmentId;
  }

  /** The goods document of a parcel that was looked at, which nobody has signed. */
  async writtenUp(desk: Person, shipmentId: string): Promise<string> {
    const { id } = await desk.do('openHandover', { shipmentId, ...CHECKED }, 'id');
    return String(id);
  }
  /** Signed over by the seller, as fresh goods are. */
  async handOver(desk: Person, farmer: Person, shipmentId: string): Promise<void> {
    const handoverId = await this.writtenUp(desk, shipmentId);
    await farmer.do('signHandover', { handoverId, as: 'SELLER', custodian: '王小果' }, 'id');
    await desk.do('signHandover', { handoverId, as: 'CARRIER', custodian: '单据员老赵' }, 'id');
  }

  /** An assigned parcel, up to the signature: what is left is the buyer's. */
  async toTheDoor({
    desk,
    courier,
    buyer,
    farmer,
    shipmentId,
  }: {
    desk: Person;
    courier: Person;
    buyer: Person;
    farmer: Person;
    shipmentId: string;
  }): Promise<void> {
    await this.handOver(desk, farmer, shipmentId);
    await courier.do(
      'callAhead',
      { shipmentId, agreedAt: new Date((await this.world.now()).getTime() + 3_600_000).toISOString(), place: '家门口' },
      'id',
    );
    const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
      id: shipmentId,
    });
    await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
    await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true }, 'id');
  }
}
