import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { apiName } from '@heitu/kit/rules/enums';
import { idFrom } from '@heitu/kit/rules/ids';
import { TINY_PHOTO } from '@heitu/kit/serving/testing';
import { uscc } from '@heitu/sandbox/county';

/** Where a value goes: the operation, the field, its type's name. */
export interface Place {
  operation: string;
  field: string;
}

/**
 * Codes that are only strings to GraphQL, by operation and field: each input is then refused for what the test does to
 * it, not for its shape.
 */
const CODES: Readonly<Record<string, unknown>> = {
  'addCertificate.type': 'CONFORMITY',
  'addCertificate.boughtIn': null,
  'recordInspection.party': 'THIRD',
  'recordInspection.resultType': 'INSPECTION_REPORT',
  'setPriceLabel.pricingType': 'MARKET',
  'createProduct.standardClass': 'NON_STANDARD',
  'reviseProduct.standardClass': 'NON_STANDARD',
  'createProduct.pricingType': 'MARKET',
  'saveProductTemplate.standardClass': 'NON_STANDARD',
  'saveProductTemplate.gmoStatus': 'NONE',
  'registerStandard.standardClass': 'FILED',
  'createProduct.gmoStatus': 'NONE',
  'reviseProduct.gmoStatus': 'NONE',
  'reviewProduct.finding': 'LAWFUL',
  'printLabels.form': 'SHEET',
  'recordTraceEvent.bizStep': 'storing',
  'recordTraceEvent.disposition': 'in_progress',
  'recordInputUse.registrationNumber': 'PD20150001',
  'registerFacility.kind': 'COLD_STORE',
  'registerVehicle.kind': 'REFRIGERATED_TRUCK',
  'settleCollection.refundForm': 'ORIGINAL',
  'signCollection.as': 'COURIER',
  'signCollectionHandover.as': 'CARRIER',
  'signHandover.as': 'CARRIER',
  'refuseDelivery.reason': 'DAMAGED',
  'signAtDoor.signer': 'RECIPIENT',
  'openContentsCase.kind': 'SHORT',
  'planCheck.form': 'SPOT',
  'planCheck.topic': 'AGREEMENT',
  'reportCarrierBreach.topic': 'ON_TIME',
  'resolveAlarm.decision': 'RELEASE',
  'requestAfterSale.kind': 'return',
  'requestAfterSale.cause': 'quality',
  'signContract.kind': 'DELIVERY',
  'redirectRefund.cardNumber': '6228480402564890018',
  'signContract.terms': [{ term: 'TAKE_OVER_HOURS', number: 12 }],
  'answerContract.decision': 'SIGN',
  'addDocument.type': 'BUSINESS_LICENCE',
  'decideFiling.decision': 'APPROVE',
  'reReviewParty.outcome': 'CONFIRM',
  'registerParty.kind': 'COOPERATIVE',
  'addStaff.role': 'SELLER_STAFF',
  'addStaff.rights': ['ORDERS'],
  'enterMarks.kind': 'PLATFORM',
  'decideSupplier.decision': 'APPROVE',
  'fileComplaint.kind': 'quality',
  'fileComplaint.wanted': 'answer',
  'fileComplaint.channel': 'online',
  'fileComplaint.caller': null,
  'answerComplaint.remedy': 'answer',
  'decideComplaint.liableParty': 'seller',
  // The one step that has a due date.
  'takeMeasure.step': 'rectification',
  'publishDocument.kind': 'sales-promise',
  'confirmAgreement.kind': 'member-agreement',
  'saveDutyShift.channel': 'online',
  'registerTechnicalItem.part': 'hosting',
  'produceReturn.kind': 'trade-month',
  'recordIncident.kind': 'software',
  'recordBackup.method': 'full',
  'recordBackup.place': 'local',
  'recordBackup.check': 'crc',
  'recordDrill.kind': 'ordinary',
  'createStaffAccount.roles': ['reviewer'],
  'setStaffRole.role': 'reviewer',
  'grantDelegation.rights': ['orders'],
  'askDelegation.rights': ['orders'],
  'askErrand.errand': 'buy',
  'quote.errandId': null,
  'subscribeMessages.kinds': ['order-paid'],
  'setConsent.purpose': 'portrait',
  'setCarrierService.licensedModes': [],
  'compulsoryDocuments.kind': 'COOPERATIVE',
  'publicDocuments.kind': 'fees',
  'oversightRequests.from': 'regulator',
  'auditCheck.from': 1,
  'registerFacility.stage': 'ORIGIN',
  'setExpressNumber.company': 'shunfeng',
  'checkCourierCode.code': '123456',
  'signAttendance.code': '123456',
  'recordMeasureCheck.samples': [500, 501, 499],
  'setServiceArea.divisionCode': '230184',
  'registerPlot.divisionCode': '230184103',
  'revisePlot.divisionCode': '230184103',
  'setRate.hours': 24,
  'setRate.storage': 'AMBIENT',
  'settleContentsCase.settlement': '已按规定理赔',
  'signInWithPassword.login': 'nobody-here',
  'registerParty.exemption': null,
  'sendBack.expressNumber': 'YZ12345678',
  'registerParty.idNumber': null,
  'fileSupplier.idNumber': null,
  'addDocument.supplierId': null,
  'checkCourierCode.collectionId': null,
  'renewCourierCode.collectionId': null,
  'linkDevice.vehicleId': null,
  'createStaffAccount.login': 'tester-1',
  'createApiClient.scopes': ['stock'],
  'registerWebhook.url': 'https://erp.example.cn/hooks',
  'registerWebhook.eventTypes': ['order.paid'],
  'addClientKey.jwk': '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
  // Somebody whose sign-in no test uses.
  'suspendAccount.accountId': idFrom('account:staff:xiwang-grain-owner'),
  'restoreAccount.accountId': idFrom('account:staff:xiwang-grain-owner'),
  'resetSecondFactor.accountId': idFrom('account:staff:xiwang-grain-owner'),
  'recordTradeCheck.subject': 'goods',
  'fileTipOff.kind': 'UNSAFE',
  'askCorrection.field': 'OTHER',
  'askCorrection.partyId': null,
  'askOversight.kind': 'REQUEST',
  'askOversight.orders': null,
  'askOversight.scope': null,
  'askOversight.dueOn': null,
  'saveAuthority.kind': 'REGULATOR',
  'saveAuthority.id': null,
  'decideTipOff.finding': 'HANDED_OVER',
  'decideTipOff.productId': null,
  'declareVillages.code': '230184101201',
  'acceptCourierRules.version': '2026-1',
  'registerTechnicalItem.clause': '11.2',
  'setRate.firstGrams': 1000,
  'setRate.stepGrams': 1000,
};

const VALUES: Readonly<Record<string, unknown>> = {
  divisionCode: '230184',
  phone: '13845100001',
  contactPhone: '13845100001',
  signature: 'data:image/png;base64,iVBORw0KGgo=',
  photo: TINY_PHOTO,
  photos: TINY_PHOTO,
  month: '2026-10',
  period: '2026-10',
  fromMs: '0',
  toMs: '1',
  starts: '08:00',
  ends: '17:00',
  validFrom: '2026-01-01',
  validUntil: '2027-12-31',
  validFromOn: '2026-01-01',
  validUntilOn: '2027-12-31',
  issuedOn: '2026-01-01',
  producedOn: '2026-10-01',
  expiresOn: '2027-10-01',
  inspectedOn: '2026-11-01',
  checkedOn: '2026-11-01',
  trainedOn: '2026-11-01',
  plannedOn: '2026-12-01',
  dueOn: '2026-12-31',
  contractValidUntilOn: '2027-12-31',
  usedOn: '2026-10-01',
  date: '2026-11-20',
  toDivisionCode: '230184',
  storage: 'AMBIENT',
  gtin: null,
  uscc: uscc('93', '230184', 'MA1B2C3D'),
  plate: '黑A12345',
  temperatureCelsiusMin: -2,
  temperatureCelsiusMax: 4,
  latitude: 44.9,
  longitude: 127.2,
  weekday: 1,
  stars: 5,
  version: 1,
  noticeVersion: 1,
  first: 5,
  until: '2026-12-24',
  hoursPerDay: 8,
  daysPerWeek: 6,
  clause: '7.5.w',
  text: '一段普通的说明文字',
  channel: 'ONLINE',
  code: 'TEST-2026-01',
  number: 'NO20260001',
  secret: 'a-secret-of-32-characters-000000',
  clientId: 'client-nobody',
  passwordKeeperName: '李保管',
  accessories: '发票',
  subMerchantId: '1900000109',
  examScore: 90,
  points: 10,
  reference: 'BANK-2026-1',
  login: 'tester-1',
  password: 'a-long-password-2026',
  passphrase: 'by-another-way',
  temperatureCelsius: 3,
  facilityTemperatureCelsius: 3,
  productTemperatureCelsius: 3,
  retailFen: 1000,
  memberFen: null,
  correctsSequence: null,
  fileId: null,
  pictureId: null,
  netMillilitres: null,
  netCount: null,
  standardCode: null,
  characteristics: '颗粒饱满',
  safetyDeclared: true,
  filingNumber: 'Q/TEST 0001',
  deviceId: 'sensor-test-1',
  tableCount: 10,
  tableTotal: 10,
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-20T00:00:00Z',
  monthFrom: '2026-11-01T00:00:00Z',
  monthTo: '2026-11-20T00:00:00Z',
  startedAt: '2026-11-20T08:00:00Z',
  finishedAt: '2026-11-20T08:30:00Z',
  recoveredAt: '2026-11-20T09:00:00Z',
  agreedAt: '2026-11-26T08:00:00Z',
  consignorContactedAt: '2026-11-20T08:00:00Z',
  at: '2026-11-20T08:00:00Z',
  state: null,
  after: null,
  sort: null,
  descending: null,
};

const BY_SCALAR: Readonly<Record<string, unknown>> = {
  String: '测试文字',
  ID: 'unknown',
  Int: 10,
  SafeInt: 100,
  Float: 1,
  Boolean: true,
  LocalDate: '2026-11-01',
  DateTime: '2026-11-20T08:00:00Z',
};

/** A stored word as the API takes it, where an enum is asked for. */
const asGiven = (type: GraphQLInputType, value: unknown): unknown => {
  if (!isEnumType(getNamedType(type))) return value;
  if (Array.isArray(value)) return value.map((one) => asGiven(type, one));
  return typeof value === 'string' ? apiName(value) : value;
};

/**
 * A value of the right shape for a place, with `idAt` choosing the ids; null where a plausible caller leaves the field
 * out.
 */
export function plausible(
  operation: string,
  field: Pick<GraphQLInputField, 'name' | 'type'>,
  idAt: (place: Place) => string,
): unknown {
  const place: Place = { operation, field: field.name };
  if (field.name === 'requestId') return randomUUID();
  const code = CODES[`${operation}.${field.name}`];
  if (code !== undefined) return asGiven(field.type, code);
  const type = getNullableType(field.type) as GraphQLInputType;
  if (isListType(type))
    return [plausible(operation, { name: field.name, type: type.ofType as GraphQLInputType }, idAt)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((inner) => [inner.name, plausible(operation, inner, idAt)]),
    );
  const known = VALUES[field.name];
  if (known !== undefined && !(known === null && isNonNullType(field.type))) return asGiven(field.type, known);
  if (isEnumType(type)) return type.getValues()[0]!.name;
  const name = getNamedType(type).name;
  return name === 'ID' ? idAt(place) : BY_SCALAR[name];
}
