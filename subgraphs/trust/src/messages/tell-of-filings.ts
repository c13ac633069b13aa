import { filingReturned } from '@heitu/events/sellers.filing-returned.v1';
import { paperExpiring } from '@heitu/events/sellers.paper-expiring.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { ReturnedFiling, type ReturnedFilingQuery } from '../asks/sellers.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from './notify.ts';

/** Until somebody has said what is wrong. */
const NO_REASON = '没有写';

/**
 * A filing that went back or was refused: its people hear why and where it goes on, by SMS where they have no WeChat
 * here; the agent of the station where it was filed hears it too. That it was approved is told with the party's
 * standing.
 */
export const filingReactions: Reaction[] = [
  on(
    filingReturned,
    'tell-applicant',
    async (
      context: TrustContext,
      tx,
      { accountId, isRefused, station },
      told: ReturnedFilingQuery['returnedFiling'],
    ) => {
      // Decided otherwise meanwhile, or forgotten: there is nothing to tell any more.
      if (!told) return;
      const why = told.reason ?? NO_REASON;
      const again = station ? `带身份证到${station.name}，让他们替您再办一次` : '到“我的主体”里改好，再提交一次';
      await notifyAccount(context, tx, accountId, {
        kind: 'filing-returned',
        title: isRefused ? '备案没有通过' : station ? '备案要补材料，请去服务站' : '备案要补材料，请改好再交',
        body: isRefused ? `原因：${why}。有不明白的，打平台电话问` : `要补的：${why}。${again}`,
        orderId: null,
      });
      if (!station) return;
      const next = isRefused ? '请告诉他，有不明白的打平台电话问' : '请他带身份证来，重新报验证码，再办一次';
      await notifyAccount(
        context,
        tx,
        station.agentAccountId,
        {
          kind: 'filing-returned',
          title: isRefused ? '代办的备案没有通过' : '代办的备案要补材料',
          body: `${told.submittedOn}替${told.partyName}办的备案：${why}。${next}`,
          orderId: null,
        },
        { reader: 'station', partyId: station.partyId },
      );
    },
    async (context, { filingId }) => (await context.peers.query(ReturnedFiling, { filingId })).returnedFiling,
  ),
  on(
    paperExpiring,
    'remind-owner',
    async (context: TrustContext, tx, { accountId, partyId, documentTitle, validUntil, station }) => {
      const ends = `${documentTitle}有效期到${validUntil}`;
      const how = station
        ? `换了新证，带到${station.name}，他们替您交上去`
        : '请在到期前上传新证照并提交审核，过期会影响正常经营';
      await notifyAccount(
        context,
        tx,
        accountId,
        { kind: 'paper-expiring', title: '证照快到期', body: `${ends}。${how}`, orderId: null },
        { reader: 'seller', partyId },
      );
      if (!station) return;
      await notifyAccount(
        context,
        tx,
        station.agentAccountId,
        {
          kind: 'paper-expiring',
          title: '代办过的证件快到期',
          body: `${station.farmerName}的${ends}。请告诉他：换了新证带来，报一次验证码，再办一次农户备案`,
          orderId: null,
        },
        { reader: 'station', partyId: station.partyId },
      );
    },
  ),
];
