import { Flex } from 'antd';
import type { ReactNode } from 'react';
import {
  ComplaintKindWords,
  ComplaintRemedyWords,
  type AfterSaleCaseFragment,
  type ComplaintRemedy,
} from '../../api/admin.ts';
import { serverNow } from '../../lib/clock.ts';
import { dateTime, shortMoment, yuan } from '../../lib/format.ts';
import { space } from '../../ui/layout.tsx';
import { Clause, YesNo } from '../../ui/marks.tsx';
import type { Complaint } from '../complaint-acts.tsx';
import { Photos } from './Photos.tsx';

/** Who said it: those two stand left, the platform right, and what merely happened between. */
export interface Said {
  at: string;
  by: 'buyer' | 'answerer' | 'platform' | 'event';
  who?: string;
  text: ReactNode;
  more?: ReactNode;
}
const SIDES = { buyer: 'start', answerer: 'start', platform: 'end', event: 'center' } as const;
const BUBBLE = 'r-chip pad-x-3 pad-y-2';
const GROUNDS = {
  buyer: `${BUBBLE} on-sunk`,
  answerer: `${BUBBLE} on-sunk`,
  platform: `${BUBBLE} on-rice-pale`,
  event: 'grey',
} as const;

export const wishOf = (remedy: ComplaintRemedy, fen: number | null | undefined): string =>
  `${ComplaintRemedyWords[remedy]}${fen ? ` ${yuan(fen)}` : ''}`;

function ofComplaint(one: Complaint): Said[] {
  const said: Said[] = [
    {
      at: one.filedAt,
      by: 'buyer',
      who: '买家',
      text: one.text,
      more: (
        <>
          <div className="small grey">
            投诉{ComplaintKindWords[one.kind]}，要求{wishOf(one.wanted, one.wantedFen)}
          </div>
          {one.photoIds.length > 0 && <Photos ids={one.photoIds} folder="/edges/trust/files" />}
        </>
      ),
    },
  ];
  if (one.answeredAt)
    said.push({
      at: one.answeredAt,
      by: 'answerer',
      who: one.answererName,
      text: one.answer,
      more: (
        <div className="small grey">
          {one.answerRemedy && `答应${wishOf(one.answerRemedy, one.answerFen)} `}
          <YesNo value={one.answeredInTime} yes="按时答复" no="超时答复" />
        </div>
      ),
    });
  if (one.escalatedAt)
    said.push({
      at: one.escalatedAt,
      by: 'event',
      text: one.escalatedBy === 'SYSTEM' ? '没有按时答复，转到平台' : '买家请平台介入',
    });
  if (one.decidedAt)
    said.push({
      at: one.decidedAt,
      by: 'platform',
      who: '平台裁定',
      text: (
        <>
          {one.finding} <Clause of={one.decisionClause} />
        </>
      ),
      more: one.compensationFen ? <div className="small grey">赔 {yuan(one.compensationFen)}</div> : null,
    });
  if (one.closedAt) said.push({ at: one.closedAt, by: 'event', text: one.stateLabel });
  return said;
}

function ofAfterSale(one: AfterSaleCaseFragment): Said[] {
  const said: Said[] = [
    {
      at: one.requestedAt,
      by: 'buyer',
      who: '买家',
      text: one.reason,
      more: (
        <>
          <div className="small grey">
            申请{one.kindLabel}（{one.causeLabel}），{yuan(one.refundFen)}：
            {one.lines.map(({ title, units }) => (units > 0 ? `${title} × ${units}` : title)).join('、')}
          </div>
          {one.photoIds.length > 0 && <Photos ids={one.photoIds} folder="/edges/orders/files" />}
        </>
      ),
    },
  ];
  if (one.offeredAt)
    said.push({
      at: one.offeredAt,
      by: 'answerer',
      who: '商家',
      text: one.offerNote,
      more: `愿意退 ${yuan(one.offeredFen)}`,
    });
  if (one.sentBackAt) said.push({ at: one.sentBackAt, by: 'event', text: '买家寄回了货' });
  if (one.checkedAt)
    said.push({ at: one.checkedAt, by: 'answerer', who: '商家验收', text: one.checkNote || '货没有问题' });
  if (one.decidedAt && one.decisionReason)
    said.push({ at: one.decidedAt, by: 'answerer', who: '答复', text: one.decisionReason });
  if (one.closedAt) said.push({ at: one.closedAt, by: 'event', text: `售后：${one.stateLabel}` });
  return said;
}

/** All that was said and done about a case, in the order of time; both sides read it. */
export function Talk({
  complaint,
  afterSales,
}: {
  complaint?: Complaint;
  afterSales: readonly AfterSaleCaseFragment[];
}) {
  const said = [...(complaint ? ofComplaint(complaint) : []), ...afterSales.flatMap(ofAfterSale)].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  return <TalkList said={said} />;
}

export const TalkList = ({ said }: { said: readonly Said[] }) => (
  <ol>
    {said.map(({ at, by, who, text, more }, i) => (
      <Flex
        key={`${at}${i}`}
        component="li"
        vertical={by !== 'event'}
        align={SIDES[by]}
        justify="center"
        gap={space(1)}
        className="top-3"
      >
        <span className="small grey">
          {who} <time className="unbroken">{shortMoment(dateTime(at), serverNow())}</time>
        </span>
        <div className={`written ${GROUNDS[by]}`}>{text}</div>
        {more}
      </Flex>
    ))}
  </ol>
);
