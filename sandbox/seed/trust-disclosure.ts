import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  AgreementConfirmation,
  Consent,
  ConsentReceipt,
  currentItemKey,
  DutyShift,
  ImpactAssessment,
  Notice,
  NoticeAcceptance,
  noticeHash,
  PublicDocument,
  TechnicalItem,
  TO_ASSESS,
  TradeCheck,
} from '@heitu/trust';
import { carriers, consumers, growers, sellers, type ConsumerFact } from '../county/index.ts';
import { accountId, partyId } from './keys.ts';
import { people } from './people.ts';
import { ADMIN, OPENED_DAY } from './trust-people.ts';
import { DOCUMENTS, NOTICE, REGISTER, SHIFTS } from './trust-texts.ts';

const NOTICE_VERSION = 1;
const ASSESSED_DAYS = 3 * 365;
const SUPERVISOR = accountId('staff:heitu-mediator');

/** What the operator publishes, what consumers agreed to, and what was checked. */
export async function seedDisclosure(context: Context, nowMs: number): Promise<void> {
  await seedNotice(context, nowMs);
  await seedDocuments(context, nowMs);
  await seedChecks(context, nowMs);
  await seedAssessments(context, nowMs);
}

/** Two in three let us remind them of their orders; of the device one in four said no, one in four yes. */
function choicesOf(consumer: ConsumerFact, index: number): { purpose: string; granted: boolean }[] {
  return [
    { purpose: 'service-messages', granted: consumer.member },
    ...(index % 2 === 1 ? [{ purpose: 'device-information', granted: index % 4 === 3 }] : []),
  ];
}

/** Growers let their faces be shown beside their goods. */
const faceConsent = (staffKey: string, atMs: number) => ({
  id: idFrom(`consent:${staffKey}:portrait`),
  accountId: accountId(staffKey),
  purpose: 'portrait',
  granted: true,
  noticeVersion: NOTICE_VERSION,
  atMs,
});

async function seedNotice({ em }: Context, nowMs: number): Promise<void> {
  const publishedAtMs = nowMs + OPENED_DAY * DAY_MS;
  const contentHash = noticeHash(NOTICE_VERSION, NOTICE);
  await em.insert(Notice, {
    version: NOTICE_VERSION,
    parts: JSON.stringify(NOTICE),
    contentHash,
    publishedBy: ADMIN,
    publishedAtMs,
    effectiveAtMs: publishedAtMs,
    atOnceBecause: '平台第一次公布',
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
  const owners = people.filter(({ role }) => role === 'seller-owner');
  await em.insertMany(AgreementConfirmation, [
    ...consumers.map((consumer) => ({
      id: idFrom(`agreement:${consumer.key}`),
      accountId: accountId(consumer.key),
      kind: 'member-agreement' as const,
      version: 1,
      atMs: registeredAt(consumer),
    })),
    ...owners.map(({ key }) => ({
      id: idFrom(`agreement:${key}`),
      accountId: accountId(key),
      kind: 'seller-agreement' as const,
      version: 1,
      atMs: publishedAtMs,
    })),
  ]);
  const choices = consumers.flatMap((consumer, index) =>
    choicesOf(consumer, index).map((choice) => ({
      id: idFrom(`consent:${consumer.key}:${choice.purpose}`),
      accountId: accountId(consumer.key),
      ...choice,
      noticeVersion: NOTICE_VERSION,
      atMs: registeredAt(consumer),
    })),
  );
  choices.push(...growers.map(({ staffKey }) => faceConsent(staffKey, publishedAtMs)));
  await em.insertMany(Consent, choices);
  await em.insertMany(
    ConsentReceipt,
    choices.map((choice) => ({ ...choice, id: idFrom(`receipt:${choice.id}`), noticeHash: contentHash })),
  );
}

async function seedDocuments({ em, vault, clock }: Context, nowMs: number): Promise<void> {
  const publishedAtMs = nowMs + OPENED_DAY * DAY_MS;
  await em.insertMany(
    PublicDocument,
    DOCUMENTS.map((document) => ({
      id: idFrom(`document:${document.kind}`),
      ...document,
      version: 1,
      publishedBy: ADMIN,
      publishedAtMs,
      state: 'adopted' as const,
      heardUntilMs: publishedAtMs,
      effectiveAtMs: publishedAtMs,
      atOnceBecause: '平台第一次公布',
    })),
  );
  const shifts = SHIFTS.map((shift, index) => ({ ...shift, id: idFrom(`shift:${index}`) }));
  const seal = await vault.sealer(shifts.map(({ id }) => id));
  await em.insertMany(
    DutyShift,
    shifts.map((shift) => ({
      ...shift,
      person: sealTextWith(seal, shift.id, shift.person),
      active: true,
      // Nobody was to sign on before the county was there.
      sinceMs: clock.now(),
      endedAtMs: null,
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
}

async function seedChecks({ em, vault }: Context, nowMs: number): Promise<void> {
  const sealOf = await vault.sealer([...sellers, ...carriers].map(({ key }) => partyId(key)));
  await em.insertMany(
    TradeCheck,
    [
      ...sellers.map((seller) => ({ fact: seller, subject: 'goods' as const })),
      ...carriers.map((carrier) => ({ fact: carrier, subject: 'delivery' as const })),
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

/** What was assessed before the county opened, and read by a second person. */
async function seedAssessments({ em }: Context, nowMs: number): Promise<void> {
  const recordedAtMs = nowMs + OPENED_DAY * DAY_MS;
  await em.insertMany(
    ImpactAssessment,
    TO_ASSESS.map(({ purpose, title }) => ({
      id: idFrom(`assessment:${purpose}`),
      purpose,
      lawful: `“${title}”是办这件事必需的，收的信息都用得上，事先告知过。`,
      risks: '泄露会被冒名或骚扰，可能性低；只有办事的人看得到。',
      measures: '加密保存，屏幕上遮住，每次查看有记录，到期销毁；与风险相称。',
      validUntil: chinaDate(recordedAtMs + ASSESSED_DAYS * DAY_MS),
      state: 'reviewed' as const,
      recordedAtMs,
      recordedBy: ADMIN,
      reviewedAtMs: recordedAtMs,
      reviewedBy: SUPERVISOR,
    })),
  );
}
