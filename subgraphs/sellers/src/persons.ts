import { partyErased } from '@heitu/events/sellers.party-erased.v1';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { NO } from '@heitu/kit/data/entities';
import { COPY_ROWS_MAX, type PersonsData } from '@heitu/kit/privacy/persons';
import { ok } from '@heitu/kit/rules/outcome';
import { ERASED_TEXT, NO_TEXT } from '@heitu/kit/privacy/vault';
import { PARTY_KIND_TITLES, TRADE_RECORDS } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import { Party } from './party/party.entity.ts';
import { filePurposes, type SellersPurpose } from './files.ts';
import { TRAINING_KINDS } from './staff/staff.policy.ts';
import { seatLifecycle, sittingLifecycle } from './training/training.lifecycles.ts';
import { STANDINGS } from './party/party.policy.ts';
import { Supplier } from './supplier/supplier.entity.ts';

const partiesOf = ({ rows }: SellersContext, accountId: string) =>
  rows.selectFrom('Party').selectAll().where('applicantAccountId', '=', accountId);

const isPurpose = (purpose: string): purpose is SellersPurpose => Object.hasOwn(filePurposes, purpose);

/** What a person tells of themself in shops. */
async function introductions({ rows, vault }: SellersContext, accountId: string) {
  const growers = await rows
    .selectFrom('Grower')
    .innerJoin('Shop', 'Shop.id', 'Grower.shopId')
    .select(['Shop.name as shopName', 'Grower.name', 'Grower.story'])
    .where('Grower.accountId', '=', accountId)
    .limit(COPY_ROWS_MAX)
    .execute();
  return {
    title: '您在店里的介绍',
    rows: await Promise.all(
      growers.map(async ({ shopName, name, story }) => ({
        店铺: shopName,
        称呼: await vault.openText(accountId, name, 'copy.name'),
        介绍: story && (await vault.openText(accountId, story, 'copy.story')),
      })),
    ),
  };
}

/** Where a person was taught, and what they were examined in. */
async function learned({ rows }: SellersContext, accountId: string) {
  const exams = await rows
    .selectFrom('ExamSitting')
    .select(['kind', 'satOn', 'score', 'state'])
    .where('accountId', '=', accountId)
    .limit(COPY_ROWS_MAX)
    .execute();
  const seats = await rows
    .selectFrom('TrainingSeat as t')
    .innerJoin('TrainingSession as s', 's.id', 't.sessionId')
    .select(['s.kind', 's.startsAtMs', 't.state'])
    .where('t.accountId', '=', accountId)
    .limit(COPY_ROWS_MAX)
    .execute();
  return [
    {
      title: '您的考试',
      rows: exams.map(({ kind, satOn, score, state }) => ({
        科目: TRAINING_KINDS[kind].title,
        日期: satOn,
        分数: score,
        结果: sittingLifecycle.texts[state],
      })),
    },
    {
      title: '您报名的培训课',
      rows: seats.map(({ kind, startsAtMs, state }) => ({
        科目: TRAINING_KINDS[kind].title,
        时间: chinaTime(startsAtMs),
        到课: seatLifecycle.texts[state],
      })),
    },
  ];
}

/** What sellers keeps of whoever filed a party, works for one, or handed in papers. */
export const persons: PersonsData<SellersContext> = {
  async kept(context, accountId) {
    const nowMs = context.clock.now();
    const business = (await partiesOf(context, accountId).execute()).filter((party) => party.approvedAtMs !== null);
    const posts = await context.rows
      .selectFrom('Staff')
      .select(['isActive', 'endedAtMs'])
      .where('accountId', '=', accountId)
      .execute();
    const papers = await context.rows
      .selectFrom('StoredFile')
      .select('atMs')
      .where('ownerId', '=', accountId)
      .where('isPublic', '=', NO)
      .orderBy('atMs', 'desc')
      .limit(1)
      .execute();
    const untilMs =
      TRADE_RECORDS.keptMs +
      Math.max(
        0,
        ...business.map((party) => party.erasureAskedAtMs ?? nowMs),
        ...posts.map((post) => (post.isActive ? nowMs : (post.endedAtMs ?? nowMs))),
        ...papers.map(({ atMs }) => atMs),
      );
    return untilMs > nowMs && business.length + posts.length + papers.length > 0
      ? [{ what: '经营主体、证照和任职记录', why: TRADE_RECORDS.why, untilMs }]
      : [];
  },
  async copy(context, accountId) {
    const { rows, vault } = context;
    const parties = await partiesOf(context, accountId).limit(COPY_ROWS_MAX).execute();
    const posts = await rows
      .selectFrom('Staff')
      .innerJoin('Party', 'Party.id', 'Staff.partyId')
      .select(['Party.name', 'Staff.post', 'Staff.nameSealed', 'Staff.sinceMs', 'Staff.endedAtMs'])
      .where('Staff.accountId', '=', accountId)
      .limit(COPY_ROWS_MAX)
      .execute();
    const papers = await rows
      .selectFrom('StoredFile')
      .select(['purpose', 'sizeBytes', 'atMs'])
      .where('ownerId', '=', accountId)
      .limit(COPY_ROWS_MAX)
      .execute();
    return [
      {
        title: '您登记的主体',
        rows: await Promise.all(
          parties.map(async (party) => ({
            名称: party.fullName ? await vault.openText(party.id, party.fullName, 'copy.name') : party.name,
            类别: PARTY_KIND_TITLES[party.kind],
            状态: STANDINGS[party.standing].title,
            统一社会信用代码: party.creditCode,
            身份证号码:
              party.residentIdNumberSealed &&
              (await vault.open(party.id, party.residentIdNumberSealed, 'copy.id-number')),
            法定代表人: await vault.open(party.id, party.legalRepresentativeSealed, 'copy.legal-representative'),
            联系人: await vault.open(party.id, party.contactNameSealed, 'copy.name'),
            电话: await vault.open(party.id, party.contactPhoneSealed, 'copy.phone'),
            地址: await vault.openText(party.id, party.address, 'copy.address'),
          })),
        ),
      },
      {
        title: '任职',
        rows: await Promise.all(
          posts.map(async (post) => ({
            单位: post.name,
            岗位: post.post,
            姓名: await vault.open(accountId, post.nameSealed, 'copy.name'),
            开始: chinaTime(post.sinceMs),
            结束: post.endedAtMs === null ? null : chinaTime(post.endedAtMs),
          })),
        ),
      },
      await introductions(context, accountId),
      ...(await learned(context, accountId)),
      {
        title: '您上传的证照',
        rows: papers.map((paper) => ({
          用途: isPurpose(paper.purpose) ? filePurposes[paper.purpose].title : paper.purpose,
          上传时间: chinaTime(paper.atMs),
          字节数: paper.sizeBytes,
        })),
      },
    ];
  },
  /** The parties go with the person who stood behind them, and with them the suppliers that they had on file. */
  async forget(context, accountId) {
    await context.transaction(async (tx) => {
      for (const { id } of await partiesOf(context, accountId).execute()) {
        await tx.em.nativeUpdate(
          Party,
          { id },
          {
            name: ERASED_TEXT,
            fullName: null,
            fullNameBlind: null,
            contactPhoneBlind: null,
            residentIdNumberSealed: null,
            residentIdNumberBlind: null,
            applicantIdentity: null,
            approvedIdentity: null,
            address: NO_TEXT,
            exemptionDeclaration: null,
          },
        );
        for (const supplier of await tx.rows.selectFrom('Supplier').select('id').where('partyId', '=', id).execute()) {
          await tx.em.nativeUpdate(
            Supplier,
            { id: supplier.id },
            { name: NO_TEXT, identity: supplier.id, residentIdNumberSealed: null, residentIdNumberBlind: null },
          );
          await context.vault.destroy(supplier.id);
        }
        await context.vault.destroy(id);
        tx.publish(partyErased, { type: 'party', id }, { partyId: id });
      }
      return ok(null);
    });
  },
};
