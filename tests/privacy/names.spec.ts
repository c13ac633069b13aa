import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { must } from '@heitu/kit/rules/checked';
import { idFrom } from '@heitu/kit/rules/ids';
import { asSealed } from '@heitu/kit/privacy/sealed-text';
import { NAME_COPIES, type NameCopy } from '@heitu/standard';
import { DAY_WITH_SOME_OF_EACH, startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { World } from '../journeys/world.ts';

/** A column whose name sounds like somebody's. */
const NAMES_SOMEBODY =
  /(name|person|contact|representative|keeper|custodian|signedby|checkedby|toldby|bywhom|teacher|manager|boughtthrough|pickup|recipient|seller|subject)(sealed)?$/i;
/** Names of things, of places and of acts; whoever adds a column says here or in the table of copies what it is. */
const OF_NOBODY = [
  'catalog.Category.name',
  'catalog.Indicator.name',
  'catalog.InputUse.name',
  'catalog.Inspection.sampleName',
  'catalog.Laboratory.name',
  'catalog.LimitProposal.name',
  'catalog.Lot.markedName',
  'catalog.NamedQuery.name',
  'catalog.PlotFacts.name',
  'catalog.PriceLabel.name',
  'catalog.ProductTemplate.name',
  'logistics.Village.name',
  'logistics.Village.townshipName',
  'logistics.Facility.name',
  'trust.ApiClient.name',
  'trust.Authority.name',
  'trust.TradeCheck.subject',
  'trust.DutyMark.subject',
  'trust.Claim.toSeller',
  // Of these the id of an account stands there, and its name is asked for.
  'sellers.Contract.signedBy',
  'sellers.Contract.countersignedBy',
  'orders.AfterSale.checkedBy',
  'logistics.Trip.checkedBy',
  'trust.AuditAnchor.signedBy',
];
const idOf = ({ room, entity, column }: Pick<NameCopy, 'room' | 'entity' | 'column'>) => `${room}.${entity}.${column}`;
const columns = MANIFESTS.flatMap(({ name, entities }) =>
  (entities as unknown as readonly EntitySchema[]).flatMap(({ meta }) =>
    Object.keys(meta.properties).map((column) => ({ id: `${name}.${meta.className}.${column}`, column })),
  ),
);

describe('the table of copies of names', () => {
  it('has each column that holds somebody’s name, with what a correction does there or why it is left', () => {
    const sounding = columns.filter(({ column }) => NAMES_SOMEBODY.test(column)).map(({ id }) => id);
    const known = [...NAME_COPIES.map(idOf), ...OF_NOBODY];
    expect(sounding.filter((id) => !known.includes(id))).toEqual([]);
    expect(known.filter((id) => !columns.some((one) => one.id === id))).toEqual([]);
    expect(known.toSorted()).toEqual([...new Set(known)].toSorted());
    for (const copy of NAME_COPIES)
      if ('stays' in copy) expect([idOf(copy), copy.stays.length > 10]).toEqual([idOf(copy), true]);
  });
});

const [WRONG, RIGHT] = ['王秀兰', '黄秀蓝'];
const ASK =
  'mutation($input: AskCorrectionInput!) { askCorrection(input: $input) { __typename ... on Correction { id } ... on AskCorrectionRefused { code } } }';
const DECIDE =
  'mutation($input: DecideCorrectionInput!) { decideCorrection(input: $input) { __typename ... on Correction { state } ... on DecideCorrectionRefused { code } } }';

/** The farmer of the demo county, who signs in by WeChat. */
const FARMER = idFrom('party:seller:wangxiulan-farmer');
const OWNER = idFrom('account:staff:wangxiulan-owner');
const OPENID = 'oDEMO-heitu-staff-wangxiulan-owner';

describe('a correction of a name that was granted', () => {
  let platform: Platform;
  let before: Map<string, Map<string, unknown>>;
  /** Each copy that follows, once it has: as it can be opened now. */
  const seen = new Map<string, unknown>();
  beforeAll(async () => {
    platform = await startTestPlatform({ startsAt: DAY_WITH_SOME_OF_EACH });
  });
  afterAll(() => platform?.close());

  const tokenOf = (role: string) => must(platform.callers.find((caller) => caller.role === role)?.token, role);
  const vaultOf = (room: string) =>
    must(platform.subgraphs.get(room), room).contextFor({ kind: 'system', id: 'spec', grants: [] }, 'spec').vault;
  const rounds = async () => {
    for (let i = 0; i < 3; i++) for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce('relay');
  };
  const post = async (token: string | null, query: string, variables: Row = {}): Promise<Row> => {
    const { data, errors } = await platform.post(token, query, variables);
    if (errors?.length || !data) throw new Error(JSON.stringify(errors));
    return data as Row;
  };
  async function corrected(token: string, input: Row): Promise<void> {
    const { askCorrection } = await post(token, ASK, { input: { reason: '证件上不是这个字', ...input } });
    const { id, __typename } = askCorrection as Row;
    expect(__typename).toBe('Correction');
    const { decideCorrection } = await post(tokenOf('reviewer'), DECIDE, {
      input: { correctionId: id, isCorrected: true, answer: '看过证件，已改' },
    });
    expect(decideCorrection).toMatchObject({ state: 'CORRECTED' });
    await rounds();
  }
  const first = async (room: string, sql: string, ...parameters: unknown[]): Promise<Row> =>
    must((await platform.rows(room, sql, parameters))[0], sql);

  /** Writes a name into one row, sealed as its room seals it; answers how it is read again. */
  async function writes(
    copy: string,
    subject: string | null,
    where: string,
    name: string,
    kind: 'text' | 'sealed' | 'plain' = 'text',
  ): Promise<() => Promise<void>> {
    const [room = '', table, column] = copy.split('.');
    const vault = vaultOf(room);
    const value =
      kind === 'plain' || subject === null
        ? name
        : kind === 'text'
          ? await vault.sealText(subject, name)
          : await vault.seal(subject, name);
    await platform.rows(room, `update "${table}" set "${column}" = ? where ${where}`, [value]);
    return async () => {
      const text = String((await first(room, `select "${column}" as name from "${table}" where ${where}`))['name']);
      seen.set(
        copy,
        kind === 'plain' || subject === null
          ? text
          : kind === 'text'
            ? await vault.openTextUnrecorded(subject, asSealed(text))
            : await vault.openUnrecorded(subject, text),
      );
    };
  }

  /** What stays, as it stands in the rows of now. */
  async function stands(): Promise<Map<string, Map<string, unknown>>> {
    const all = new Map<string, Map<string, unknown>>();
    for (const copy of NAME_COPIES) {
      if (!('stays' in copy)) continue;
      const { room, entity, column } = copy;
      const rows = await platform.rows(room, `select * from "${entity}"`);
      const key = ['id', 'code', 'sequence', 'partyId'].find((one) => one in (rows[0] ?? {})) ?? 'id';
      all.set(idOf(copy), new Map(rows.map((row) => [String(row[key]), row[column]])));
    }
    return all;
  }

  it('reaches each copy of a filed name, and what works under it', async () => {
    before = await stands();
    const lot = await first('catalog', 'select supplierId as id, partyId from Lot order by id limit 1');
    const [supplier, seller] = [String(lot['id']), String(lot['partyId'])];
    const { blind } = await first('sellers', 'select residentIdNumberBlind as blind from Party where id = ?', FARMER);
    await platform.rows('sellers', 'update Supplier set identity = ? where id = ?', [blind, supplier]);
    const member = await first('catalog', 'select id, partyId from MemberGrower order by id limit 1');
    await platform.rows('catalog', 'update MemberGrower set accountId = ? where id = ?', [OWNER, member['id']]);
    await platform.rows('sellers', 'update Grower set accountId = ? where id = (select min(id) from Grower)', [OWNER]);

    const isFarmer = `id = '${FARMER}'`;
    const ofFarmer = `partyId = '${FARMER}'`;
    const reads = [
      await writes('sellers.Party.fullName', FARMER, isFarmer, WRONG),
      await writes('sellers.Party.name', null, isFarmer, '王**'),
      await writes('sellers.Party.contactNameSealed', FARMER, isFarmer, WRONG, 'sealed'),
      await writes('sellers.Party.legalRepresentativeSealed', FARMER, isFarmer, WRONG, 'sealed'),
      await writes('sellers.Supplier.name', supplier, `id = '${supplier}'`, '王秀莲'),
      await writes('sellers.Supplier.contactNameSealed', supplier, `id = '${supplier}'`, WRONG, 'sealed'),
      await writes('sellers.Grower.name', OWNER, `id = (select min(id) from Grower)`, WRONG),
      await writes('catalog.Lot.supplierName', seller, `supplierId = '${supplier}'`, '王秀莲'),
      await writes('catalog.MemberGrower.name', String(member['partyId']), `id = '${String(member['id'])}'`, WRONG),
      await writes('payments.MerchantAccount.contactName', FARMER, ofFarmer, WRONG, 'sealed'),
      await writes('payments.MerchantAccount.passwordKeeperName', FARMER, ofFarmer, WRONG, 'sealed'),
      await writes('payments.InvoiceMandate.name', FARMER, ofFarmer, WRONG, 'sealed'),
      await writes('trust.KnownParty.name', null, ofFarmer, '王**'),
    ];
    await corrected(await byWechat(OPENID), { field: 'FILING_NAME', partyId: FARMER, value: RIGHT });
    for (const read of reads) await read();
    // At the gateway, for whoever reviews it.
    const { party } = await post(tokenOf('reviewer'), 'query($id: ID!) { party(id: $id) { name } }', { id: FARMER });
    expect(party).toEqual({ name: RIGHT });
  });

  it('reaches carriers and stations, and whoever carries or works for a business', async () => {
    for (const [role, table] of [
      ['carrier-manager', 'Carrier'],
      ['station-agent', 'Station'],
    ] as const) {
      const actor = await platform.actorOf(tokenOf(role));
      const id = must(actor.grants.find((grant) => grant.role === role)?.partyId, role);
      await corrected(tokenOf(role), { field: 'FILING_NAME', partyId: id, value: `${RIGHT}冷链` });
      const { name } = await first('logistics', `select name from ${table} where partyId = ?`, id);
      seen.set(`logistics.${table}.name`, name);
    }
    const courier = await platform.actorOf(tokenOf('courier'));
    const helper = await platform.actorOf(tokenOf('seller-staff'));
    const mediator = await platform.actorOf(tokenOf('mediator'));
    const of = (column: string, id: string) => `${column} = '${id}'`;
    const reads = [
      await writes('logistics.Courier.name', courier.id, of('accountId', courier.id), WRONG),
      await writes('sellers.Staff.nameSealed', helper.id, of('accountId', helper.id), WRONG, 'sealed'),
      await writes('trust.Account.fullName', mediator.id, of('id', mediator.id), WRONG),
      await writes('trust.Account.displayName', null, of('id', mediator.id), '王**'),
    ];
    for (const role of ['courier', 'seller-staff', 'mediator'])
      await corrected(tokenOf(role), { field: 'STAFF_NAME', value: RIGHT });
    for (const read of reads) await read();
  });

  it('misses no copy that should follow, and writes over none that should stay', async () => {
    const following = NAME_COPIES.filter((copy) => 'follows' in copy).map(idOf);
    expect([...seen.keys()].toSorted()).toEqual(following.toSorted());
    const shown = ['sellers.Party.name', 'trust.KnownParty.name', 'trust.Account.displayName'];
    const carrying = ['logistics.Carrier.name', 'logistics.Station.name'];
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(
        following.map((id) => [id, shown.includes(id) ? '黄**' : carrying.includes(id) ? `${RIGHT}冷链` : RIGHT]),
      ),
    );
    const after = await stands();
    expect([...before.values()].filter((rows) => rows.size > 0).length).toBeGreaterThan(15);
    for (const [id, rows] of before)
      for (const [key, value] of rows) expect([id, key, after.get(id)?.get(key)]).toEqual([id, key, value]);
  });

  async function byWechat(openid: string): Promise<string> {
    const { code } = await new World(platform.sandbox.urls.control).post('/wechat/login-code', { openid });
    const { signInWithWechat } = await post(
      null,
      'mutation($input: SignInWithWechatInput!) { signInWithWechat(input: $input) { ... on SignedIn { token } } }',
      { input: { code } },
    );
    return String((signInWithWechat as Row)['token']);
  }
});
