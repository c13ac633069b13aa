import { nodesOf, type Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom, newUscc } from '../numbers.ts';
import { scanBytes } from '../plants.ts';
import { signInAs } from '../sign-ins.ts';

type Document = readonly [type: string, number: string, issuer: string, validDays: number | null];

/** Registers a party with its papers and has it approved; answers its id. The applicant gets its role by event. */
export async function filedParty(
  journey: Journey,
  applicant: Person,
  party: Record<string, unknown>,
  documents: readonly Document[],
): Promise<string> {
  const { id: partyId } = await applicant.do('registerParty', party, 'id state');
  const now = await journey.world.now();
  for (const [type, number, issuer, validDays] of documents) {
    await applicant.do(
      'addDocument',
      {
        partyId,
        type,
        number,
        issuer,
        validFrom: dayFrom(now, -30),
        ...(validDays !== null && { validUntil: dayFrom(now, validDays) }),
      },
      'id',
    );
  }
  const { id: filingId } = await applicant.do('submitFiling', { partyId }, 'id state');
  const reviewer = await signInAs(journey, 'reviewer');
  await reviewer.do(
    'decideFiling',
    { filingId, decision: 'approve', reason: `证照齐全，已与${journey.plant('name', 'confirmed by phone')}核对` },
    'id state',
  );
  return partyId;
}

/** The simulated provider knows sixty second-level merchants; the demo county and earlier runs have taken some. */
async function unusedMerchant(journey: Journey): Promise<string> {
  const finance = await signInAs(journey, 'finance');
  const taken = new Set(
    nodesOf(
      (await finance.ask('{ merchantAccounts(first: 100) { edges { node { merchant } } } }'))['merchantAccounts'],
    ).map(({ merchant }) => merchant),
  );
  const free = Array.from({ length: 60 }, (_, i) => String(1900100001 + i)).find((merchant) => !taken.has(merchant));
  journey.expect(free, 'the simulated provider has no merchant left: start on a fresh ./data');
  return free;
}

const addressOf = (journey: Journey, whose: string) => ({
  divisionCode: '230184',
  address: journey.plant('address', whose),
});

export async function play(journey: Journey): Promise<void> {
  const { run, people, made } = journey;

  await journey.step('合作社登记：信用代码校验位不对，转人工核对；格式不对，直接说明', async () => {
    people.coop = await journey.signInByWechat(`coop-${run}`, '合作社理事长');
    const code = newUscc('93', run, 1);
    const refusal = await people.coop.refused('registerParty', {
      kind: 'cooperative',
      name: '假合作社',
      uscc: 'O'.repeat(18),
      legalRepresentative: '张三',
      contactName: '张三',
      contactPhone: '19900001001',
      ...addressOf(journey, 'coop'),
    });
    made.coopUscc = code;
    return `${refusal.code}：${refusal.details[0]?.text ?? refusal.message}`;
  });

  await journey.step('缺少营业执照不能提交备案', async () => {
    const { id } = await people.coop!.do(
      'registerParty',
      {
        kind: 'cooperative',
        sellsFood: true,
        name: `五常市稻花水稻种植专业合作社${run}`,
        uscc: made.coopUscc,
        legalRepresentative: journey.plant('name', 'coop'),
        contactName: journey.plant('name', 'coop contact'),
        contactPhone: journey.plant('phone', 'coop'),
        ...addressOf(journey, 'coop'),
      },
      'id',
    );
    made.coop = id;
    const refusal = await people.coop!.refused('submitFiling', { partyId: id });
    journey.expect(refusal.clause || refusal.details.length > 0, 'the refusal names the missing papers');
    return refusal.details.map((detail) => detail.text).join('；');
  });

  await journey.step('补齐证照，审核员核准，合作社获得卖家权限', async () => {
    const now = await journey.world.now();
    const scan = await people.coop!.edge('/sellers/files?purpose=licence', {
      method: 'POST',
      body: scanBytes(journey.plant('photo', 'licence')),
    });
    journey.equal(scan.status, 201, 'the scan of the licence is taken');
    const { id: fileId } = JSON.parse(scan.text) as { id: string };
    for (const [type, number] of [
      ['business-licence', made.coopUscc],
      ['food-business-licence', `JY1230184${run}`],
    ] as const) {
      await people.coop!.do(
        'addDocument',
        {
          partyId: made.coop,
          type,
          number,
          issuer: '五常市市场监督管理局',
          validFrom: dayFrom(now, -30),
          validUntil: dayFrom(now, 700),
          fileId,
        },
        'id',
      );
    }
    const { id: filingId } = await people.coop!.do('submitFiling', { partyId: made.coop }, 'id');
    journey.equal(
      await people.coop!.denied(
        `mutation { decideFiling(input: { requestId: "x", filingId: "${filingId}", decision: "approve", reason: "自己批" }) { __typename } }`,
      ),
      'FORBIDDEN',
      'an applicant cannot approve itself',
    );
    const reviewer = await signInAs(journey, 'reviewer');
    await reviewer.do(
      'decideFiling',
      { filingId, decision: 'approve', reason: `证照齐全，已与${journey.plant('name', 'confirmed by phone')}核对` },
      'id state',
    );
    const shop = await journey.onceAllowed(() =>
      people.coop!.do(
        'openShop',
        {
          partyId: made.coop,
          name: `稻花香合作社${run}`,
          serviceHours: '周一至周日 8:00-18:00',
          confirmWithinText: '下单后1个工作日内确认',
          responseText: '咨询2小时内回复',
        },
        'id',
      ),
    );
    made.coopShop = shop['id'];
    return '店铺已开';
  });

  await journey.step('农户不办执照，凭免登记声明备案', async () => {
    people.farmer = await journey.signInByWechat(`farmer-${run}`, '农户');
    made.farmer = await filedParty(
      journey,
      people.farmer,
      {
        kind: 'farmer',
        name: `农户李家${run}`,
        idNumber: journey.plant('idNumber', 'farmer'),
        legalRepresentative: journey.plant('name', 'farmer'),
        contactName: journey.plant('name', 'farmer'),
        contactPhone: journey.plant('phone', 'farmer'),
        ...addressOf(journey, 'farmer'),
        exemption: {
          reason: '个人销售自产农副产品',
          declaration: '本人承诺销售的均为自家地里种的农产品，年交易额不超过规定数额，内容属实。',
        },
      },
      [],
    );
    const shop = await journey.onceAllowed(() =>
      people.farmer!.do(
        'openShop',
        {
          partyId: made.farmer,
          name: `李家的地${run}`,
          serviceHours: '周一至周六 9:00-17:00',
          confirmWithinText: '下单后1个工作日内确认',
          responseText: '当天回复',
        },
        'id',
      ),
    );
    made.farmerShop = shop['id'];
    return '免登记声明已存档';
  });

  await journey.step('配送商备案：六项制度、冷库、冷藏车、持证司机', async () => {
    people.carrier = await journey.signInByWechat(`carrier-${run}`, '配送商经理');
    const rules = [
      'goods-registration-rule',
      'service-price-rule',
      'storage-transport-rule',
      'consumer-handover-rule',
      'confidentiality-rule',
      'complaint-response-rule',
      'personnel-rule',
      'premises',
      'equipment',
      'personnel-record',
    ] as const;
    made.carrier = await filedParty(
      journey,
      people.carrier,
      {
        kind: 'carrier',
        name: `五常黑土冷链物流有限公司${run}`,
        uscc: newUscc('91', run, 2),
        legalRepresentative: journey.plant('name', 'carrier'),
        contactName: journey.plant('name', 'carrier contact'),
        contactPhone: journey.plant('phone', 'carrier'),
        ...addressOf(journey, 'carrier'),
      },
      [
        ['business-licence', newUscc('91', run, 2), '五常市市场监督管理局', 900],
        ['transport-licence', `黑交运管许可${run}`, '五常市交通运输局', 600],
        ['express-licence', `黑邮${run}`, '黑龙江省邮政管理局', 600],
        ...rules.map((type): Document => [type, `${type}-${run}`, '本公司', 365]),
      ],
    );
    people.courier = await journey.signInByWechat(`courier-${run}`, '配送员');
    const courierAccount = (people.courier as Person & { accountId: string }).accountId;
    await journey.onceAllowed(() =>
      people.carrier!.do(
        'recordTraining',
        {
          partyId: made.carrier,
          accountId: courierAccount,
          kind: 'cold-chain',
          certificateNumber: `LL-${run}`,
          validUntil: '2028-12-31',
          examScore: 92,
        },
        'id',
      ),
    );
    const { id: facilityId } = await journey.onceAllowed(() =>
      people.carrier!.do(
        'registerFacility',
        {
          carrierPartyId: made.carrier,
          kind: 'pre-cooling-store',
          name: '县城预冷库',
          divisionCode: '230184',
          address: '五常市雅臣路8号',
          stage: 'origin',
          capacityKilograms: 80000,
          temperatureCelsiusMin: 0,
          temperatureCelsiusMax: 4,
        },
        'id',
      ),
    );
    await people.carrier!.do(
      'registerFacility',
      {
        carrierPartyId: made.carrier,
        kind: 'preservation-equipment',
        name: '气调保鲜设备',
        divisionCode: '230184',
        address: '五常市雅臣路8号',
        capacityKilograms: 20000,
      },
      'id',
    );
    const { id: vehicleId } = await people.carrier!.do(
      'registerVehicle',
      {
        carrierPartyId: made.carrier,
        plate: `黑A${run.slice(-5).toUpperCase()}`,
        kind: 'refrigerated-truck',
        licenceNumber: `黑运${run}`,
        validUntil: '2028-12-31',
        temperatureCelsiusMin: 0,
        temperatureCelsiusMax: 4,
      },
      'id',
    );
    const { id: courierId } = await people.carrier!.do(
      'registerCourier',
      {
        carrierPartyId: made.carrier,
        accountId: courierAccount,
        name: journey.plant('name', 'courier'),
        phone: journey.plant('phone', 'courier'),
      },
      'id',
    );
    Object.assign(made, {
      facilityId,
      vehicleId,
      courierId,
      facilityDevice: `store-${run}`,
      vehicleDevice: `truck-${run}`,
      deviceSecret: `secret-${run}-0123456789`,
    });
    await people.carrier!.do(
      'linkDevice',
      { facilityId, deviceId: made.facilityDevice, secret: made.deviceSecret },
      'id',
    );
    await people.carrier!.do(
      'linkDevice',
      { vehicleId, deviceId: made.vehicleDevice, secret: made.deviceSecret },
      'id',
    );
    for (const deviceId of [made.facilityDevice, made.vehicleDevice])
      await journey.world.post('/sensors/push', {
        deviceId,
        secret: made.deviceSecret,
        url: `${journey.gateway.url}/edges/logistics/readings`,
        curve: [{ minutes: 30, temperatureCelsius: 3 }],
      });
    // A street of its own for each run: only this run's carrier goes there, and cheaper than the county's.
    made.divisionCode = `230103${String(Number.parseInt(run, 36) % 1_000_000).padStart(6, '0')}`;
    await people.carrier!.do(
      'setServiceArea',
      { carrierPartyId: made.carrier, divisionCode: '230184', firstMile: true, lastMile: false },
      '__typename',
    );
    await people.carrier!.do(
      'setServiceArea',
      { carrierPartyId: made.carrier, divisionCode: made.divisionCode, firstMile: false, lastMile: true },
      '__typename',
    );
    for (const storage of ['ambient', 'chilled'])
      await people.carrier!.do(
        'setRate',
        {
          carrierPartyId: made.carrier,
          storage,
          firstKilogramFen: storage === 'chilled' ? 300 : 200,
          perKilogramFen: 20,
          hours: 72,
        },
        '__typename',
      );
    return '温度设备在线';
  });

  await journey.step('支付机构备案，财务核验后为两家卖家开通收款', async () => {
    people.provider = await journey.signInByWechat(`provider-${run}`, '支付机构经理');
    made.provider = await filedParty(
      journey,
      people.provider,
      {
        kind: 'payment-provider',
        name: `财惠通支付有限公司${run}`,
        uscc: newUscc('91', run, 3),
        legalRepresentative: journey.plant('name', 'provider'),
        contactName: journey.plant('name', 'provider'),
        contactPhone: journey.plant('phone', 'provider'),
        ...addressOf(journey, 'provider'),
      },
      [
        ['business-licence', newUscc('91', run, 3), '哈尔滨市市场监督管理局', 900],
        ['payment-licence', `Z2023${run}`, '中国人民银行', 900],
        ...(['premises', 'equipment', 'personnel-record', 'payment-guide'] as const).map((type): Document => [
          type,
          `${type}-${run}`,
          '本公司',
          365,
        ]),
      ],
    );
    const finance = await signInAs(journey, 'finance');
    for (const partyId of [made.coop, made.farmer]) {
      const subMerchantId = await unusedMerchant(journey);
      await journey.onceAllowed(() =>
        finance.do(
          'openMerchantAccount',
          {
            partyId,
            subMerchantId,
            contractNumber: `HT-${run}`,
            contractValidUntil: '2028-12-31',
            contactName: journey.plant('name', 'payment contact'),
            passwordKeeperName: journey.plant('name', 'password keeper'),
          },
          'id',
        ),
      );
    }
    return '合同、证件、身份已核对';
  });

  await journey.step('证照过期，店铺自动下架；续期核准后恢复', async () => {
    people.shortLived = await journey.signInByWechat(`short-${run}`, '执照快到期的卖家');
    const code = newUscc('91', run, 4);
    const partyId = await filedParty(
      journey,
      people.shortLived,
      {
        kind: 'seller',
        sellsFood: true,
        name: `五常临期商行${run}`,
        uscc: code,
        legalRepresentative: journey.plant('name', 'short-lived'),
        contactName: journey.plant('name', 'short-lived'),
        contactPhone: journey.plant('phone', 'short-lived'),
        ...addressOf(journey, 'short-lived'),
      },
      [
        ['business-licence', code, '五常市市场监督管理局', 900],
        ['food-business-licence', `JY9230184${run}`, '五常市市场监督管理局', 1],
      ],
    );
    const { id: shopId } = await journey.onceAllowed(() =>
      people.shortLived!.do(
        'openShop',
        {
          partyId,
          name: `临期商行${run}`,
          serviceHours: '周一至周五 9:00-17:00',
          confirmWithinText: '1个工作日内确认',
          responseText: '当天回复',
        },
        'id',
      ),
    );
    await journey.world.advance({ days: 2 });
    const shop = await journey.until('the shop to go off sale by itself', async () => {
      const found = (
        await people.shortLived!.ask('query($id: ID!) { shop(id: $id) { id onSale saleReason } }', { id: shopId })
      )['shop'];
      return found && found.onSale === false ? found : null;
    });
    return `停售原因：${shop.saleReason}`;
  });

  await journey.step('限期整改：农户申诉未成立，报了整改结果，核查通过', async () => {
    const mediator = await signInAs(journey, 'mediator');
    const { id: measureId } = await mediator.do(
      'takeMeasure',
      {
        partyId: made.farmer,
        step: 'rectification',
        reason: '秤没有按期检定',
        clause: '6.6.end',
        dueDate: dayFrom(await journey.world.now(), 10),
      },
      'id',
    );
    await journey.onceAllowed(() =>
      people.farmer!.do(
        'appealMeasure',
        { measureId, text: `${journey.plant('name', 'appeal')}住院，没来得及送检` },
        'state',
      ),
    );
    await mediator.do(
      'decideAppeal',
      { measureId, uphold: false, answer: `${journey.plant('name', 'appeal answer')}已核实，请尽快送检` },
      'state',
    );
    await people.farmer!.do(
      'reportRectification',
      { measureId, text: `${journey.plant('name', 'rectification')}已送检` },
      'state',
    );
    const { state } = await mediator.do('confirmRectification', { measureId, accept: true }, 'state');
    return state as string;
  });

  await journey.step('管理员给新来的调解员开户，值班表公布到人', async () => {
    const admin = await signInAs(journey, 'operator-admin');
    const displayName = journey.plant('name', 'new mediator');
    const { accountId } = await admin.do(
      'createStaffAccount',
      {
        login: journey.plant('phone', 'login of a mediator'),
        password: 'Erken-taiga-58',
        displayName,
        roles: ['mediator'],
      },
      'accountId',
    );
    const accounts = nodesOf(
      (
        await admin.ask(
          '{ staffAccounts(first: 100, sort: "createdAt", descending: true) { edges { node { accountId displayName } } } }',
        )
      )['staffAccounts'],
    );
    journey.equal(
      accounts.find((one) => one.accountId === accountId)?.displayName,
      displayName,
      'the administrator sees whom the account is for',
    );
    await admin.do(
      'suspendAccount',
      { accountId, reason: `${displayName}调离，${journey.plant('phone', 'why an account was suspended')}核对` },
      '__typename',
    );
    const person = journey.plant('name', 'on duty');
    const mediator = await signInAs(journey, 'mediator');
    await mediator.do('saveDutyShift', { channel: 'phone', weekday: 6, starts: '09:00', ends: '11:00', person }, 'id');
    const { publicServicePage } = await journey.nobody.ask('{ publicServicePage { dutyRoster { person } } }');
    journey.expect(
      publicServicePage.dutyRoster.some((shift: { person: string }) => shift.person === person),
      'everybody sees whom they reach',
    );
    return '周六上午有人接电话';
  });
}
