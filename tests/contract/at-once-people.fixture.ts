import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { CLIENT } from '@heitu/sandbox/seed';
import { byAuthor, consumer, desk, official, on, toId } from './at-once-actors.fixture.ts';
import type { County } from './at-once-county.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const trust = on('trust');
const admin = (): Actor => official('operator-admin');
const program = (): Actor => ({
  kind: 'client',
  id: CLIENT.clientId,
  grants: [{ role: 'partner', partyId: idFrom('party:operator') }],
});
const PERSON = "select id, id as accountId from Account where login is null and state = 'active' order by id desc";
const OWNERS = "select accountId, partyId from GrantRow where role = 'seller-owner' and active = 1 order by id";
const PARTY = "select partyId from KnownParty where kind in ('cooperative', 'seller') order by partyId";
const ENDPOINT = "select id from WebhookEndpoint where state <> 'ended' order by id";
const DELIVERY = `select d.id from WebhookDelivery d join WebhookEndpoint e on e.id = d.endpointId
    where e.state <> 'ended' order by d.id`;
const PROGRAM = `select id from ApiClient where id <> '${CLIENT.clientId}' order by id`;
const STAFF = 'select accountId as id from SecondFactor order by accountId desc';
const newestNotice = async (county: County) =>
  Number((await county.one('trust', 'select max(version) as version from Notice'))['version']);
/** What was published just now binds later. */
const noticeInForce = async (county: County) =>
  Number(
    (await county.one('trust', `select max(version) as version from Notice where effectiveAtMs <= ${Date.now()}`))[
      'version'
    ],
  );

async function shownCode(county: County, { accountId }: Row): Promise<Row> {
  const show = `mutation($input: ShowIdentityCodeInput!) { showIdentityCode(input: $input) { ... on IdentityCodeShown {
      code } } }`;
  return {
    code: (await county.act('trust', consumer(accountId), show, { input: { clientId: CLIENT.clientId } }))[
      'showIdentityCode'
    ]!['code'],
  };
}

/** Accounts, programs and what is told of persons. */
export const PEOPLE: Readonly<Record<string, Case>> = {
  signInAsClient: { subgraph: 'trust', as: () => ({ kind: 'anonymous', id: '', grants: [] }), input: () => CLIENT },
  signInWithWechat: {
    subgraph: 'trust',
    as: () => ({ kind: 'anonymous', id: '', grants: [] }),
    input: async (_row, county, way) => ({
      code: (await county.outside('/wechat/login-code', { openid: `once-${way}` }))['code'],
    }),
  },
  endSession: {
    subgraph: 'trust',
    find: 'select id, holderId as accountId from Session order by id',
    as: byAuthor,
    back: [trust('update Session set endedAtMs = null where id = :id')],
    input: toId('sessionId'),
  },
  endOtherSessions: { subgraph: 'trust', find: PERSON, as: byAuthor },
  signOut: {
    subgraph: 'trust',
    find: 'select id, holderId as accountId from Session order by id',
    as: (row) => ({ ...consumer(row['accountId']), sessionId: String(row['id']) }),
    back: [trust('update Session set endedAtMs = null where id = :id')],
  },
  suspendAccount: { subgraph: 'trust', find: PERSON, as: admin, input: toId('accountId') },
  restoreAccount: {
    subgraph: 'trust',
    find: "select id from Account where login is null and state <> 'erased' order by id desc",
    as: admin,
    back: [trust("update Account set state = 'suspended' where id = :id")],
    input: toId('accountId'),
  },
  resetSecondFactor: { subgraph: 'trust', find: STAFF, as: admin, input: toId('accountId') },
  sendPhoneCode: {
    subgraph: 'trust',
    find: PERSON,
    as: byAuthor,
    input: (_row, _county, way) => ({ phone: `1399999000${way}` }),
  },
  createStaffAccount: { subgraph: 'trust', as: admin, input: (_row, _county, way) => ({ login: `once-${way}` }) },
  setStaffRole: { subgraph: 'trust', find: STAFF, as: admin, input: toId('accountId') },
  createApiClient: { subgraph: 'trust', find: PARTY, as: admin, input: ({ partyId }) => ({ partyId }) },
  rotateClientSecret: { subgraph: 'trust', find: PROGRAM, as: admin, input: toId('clientId') },
  endFormerSecret: {
    subgraph: 'trust',
    find: PROGRAM,
    as: admin,
    back: [trust('update ApiClient set formerUntilMs = 9000000000000 where id = :id')],
    input: toId('clientId'),
  },
  addClientKey: { subgraph: 'trust', find: PROGRAM, as: admin, input: toId('clientId') },
  endClientKey: {
    subgraph: 'trust',
    find: 'select id, clientId from ClientKey order by id',
    as: admin,
    back: [trust('update ClientKey set endedAtMs = null where id = :id')],
    input: ({ id, clientId }) => ({ keyId: id, clientId }),
  },
  revokeApiClient: { subgraph: 'trust', find: PROGRAM, as: admin, input: toId('clientId') },
  readMessages: {
    subgraph: 'trust',
    find: 'select id, accountId from Message order by id',
    as: byAuthor,
    back: [trust('update Message set readAtMs = null where id = :id')],
    input: ({ id }) => ({ ids: [id] }),
  },
  subscribeMessages: {
    subgraph: 'trust',
    find: "select accountId from Consent where purpose = 'service-messages' and granted = 1 order by accountId",
    as: byAuthor,
  },
  chooseMessageWay: { subgraph: 'trust', find: PERSON, as: byAuthor },
  letPartner: {
    subgraph: 'trust',
    find: OWNERS,
    as: (row) => desk('seller-owner', row['partyId'], row['accountId']),
    input: ({ partyId }) => ({ partyId, clientId: CLIENT.clientId, scopes: ['STOCK'] }),
  },
  stopPartner: {
    subgraph: 'trust',
    find: OWNERS,
    as: (row) => desk('seller-owner', row['partyId'], row['accountId']),
    back: [trust('update PartnerGrant set active = 1 where partyId = :partyId')],
    input: ({ partyId }) => ({ partyId, clientId: CLIENT.clientId, scopes: null }),
  },
  showIdentityCode: { subgraph: 'trust', find: PERSON, as: byAuthor, input: () => ({ clientId: CLIENT.clientId }) },
  confirmConsumer: { subgraph: 'trust', find: PERSON, as: program, input: (row, county) => shownCode(county, row) },
  registerWebhook: { subgraph: 'trust', as: program },
  testWebhook: { subgraph: 'trust', find: ENDPOINT, as: program, input: ({ id }) => ({ endpointId: id }) },
  resendWebhook: {
    subgraph: 'trust',
    find: DELIVERY,
    as: program,
    back: [trust("update WebhookDelivery set state = 'delivered' where id = :id")],
    input: toId('deliveryId'),
  },
  rotateWebhookSecret: { subgraph: 'trust', find: ENDPOINT, as: program, input: toId('endpointId') },
  enableWebhook: {
    subgraph: 'trust',
    find: ENDPOINT,
    as: program,
    back: [trust("update WebhookEndpoint set state = 'disabled' where id = :id")],
    input: toId('endpointId'),
  },
  endWebhook: { subgraph: 'trust', find: ENDPOINT, as: program, input: toId('endpointId') },
  publishNotice: { subgraph: 'trust', as: admin },
  acceptNotice: {
    subgraph: 'trust',
    find: PERSON,
    as: byAuthor,
    input: async (_row, county) => ({ version: await newestNotice(county) }),
  },
  setConsent: {
    subgraph: 'trust',
    find: PERSON,
    as: byAuthor,
    input: async (_row, county) => ({ noticeVersion: await noticeInForce(county) }),
  },
  saveAddress: { subgraph: 'trust', find: PERSON, as: byAuthor, input: () => ({ id: null }) },
  deleteAddress: {
    subgraph: 'trust',
    find: 'select id, accountId from Address order by id',
    as: byAuthor,
    input: toId('id'),
  },
  exportMyData: { subgraph: 'trust', find: PERSON, as: byAuthor },
  /** At the end: nothing more is done with these people. */
  eraseAccount: { subgraph: 'trust', find: PERSON, as: byAuthor },
};
