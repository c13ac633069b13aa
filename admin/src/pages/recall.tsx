import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import {
  GoneReasonWords,
  RecallAnswerWords,
  RecallCallerWords,
  RecallDetail,
  RecallGoods,
  RecallHazardWords,
  RecallLevelWords,
  RecallRowActWords,
  RecallRowStateWords,
} from '../api/admin.ts';
import { dateTime, NONE, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Card, Facts, Figures } from '../ui/Facts.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Due, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { Paper } from './case/Paper.tsx';
import { Photos } from './case/Photos.tsx';
import {
  callAct,
  caseActs,
  issueAct,
  photoActs,
  regradeAct,
  regradeDecisions,
  type RecallCase,
  type RecallGoodsRow,
} from './recall-acts.ts';
import { share } from './recall/share.ts';
import { stateColumn } from '../ui/state-column.tsx';

/** A recall whole: clocks, figures, and all that was found of it. Its report is a file for the authority. */
export function RecallPage() {
  const { id } = useParams();
  const asked = useAsk(RecallDetail, { id: id ?? '' });
  return (
    <Shown asked={asked}>
      {({ recallCase: one }) =>
        one ? (
          <>
            <Head one={one} />
            <Clocks one={one} />
            <Regrades one={one} />
            <Counted one={one} />
            <h2>找到的货</h2>
            <Goods caseId={one.id} />
          </>
        ) : (
          <NotFound />
        )
      }
    </Shown>
  );
}

const Head = ({ one }: { one: RecallCase }) => (
  <PageHead
    title={`召回：${one.goods}，批次 ${one.lotCode}`}
    back={{ to: '/recalls', label: '召回' }}
    note={
      <>
        {RecallHazardWords[one.hazard]}，{RecallLevelWords[one.level]}，{RecallCallerWords[one.caller]}
        {one.orderNumber && `（${one.orderNumber}）`}
        {one.party && (
          <div>
            <PartyLink of={one.party} />
            的货
          </div>
        )}
      </>
    }
  >
    <State of={one.state} text={one.stateLabel} />
    <Report one={one} />
    {one.mayRegrade && <Acts acts={[regradeAct(one)]} />}
    <Acts acts={caseActs(one)} available={one.availableActions} />
  </PageHead>
);

/** What was issued last, else a draft. */
const Report = ({ one: { id, reports } }: { one: RecallCase }) => (
  <>
    <Paper
      path={`/edges/orders/recall-reports/${id}`}
      title="召回报告"
      button={reports.length > 0 ? '召回报告' : '召回报告草稿'}
      icon={<Icon name="print" size={16} />}
    />
    <Acts acts={[issueAct(id)]} />
  </>
);

/** What the authority gave in return, as it was scanned. */
const Receipt = ({ id }: { id: string }) => (
  <Paper path={`/edges/orders/files/${id}`} title="受理回执" button="打开" size="small" />
);

const searchText = ({ lotsFound, searchStartedAt }: RecallCase): string =>
  `停了 ${lotsFound} 批，${searchStartedAt === null ? '都找到了' : '还在找'}`;

const Clocks = ({ one }: { one: RecallCase }) => (
  <Card title="时限">
    <Facts
      of={[
        ['开始', dateTime(one.openedAt)],
        ...(one.lotsFound === null ? [] : [['找用了这批料的货', searchText(one)] as const]),
        ['通知完买家', dateTime(one.notifiedAt)],
        ['报告主管部门的期限', <Due key="report" at={one.reportDueAt} done={one.reportedAt !== null} />],
        ['报告', one.reportedAt ? `${dateTime(one.reportedAt)}，${one.authority}，${one.receipt}` : '还没有'],
        ...(one.receiptFileId ? [['受理回执', <Receipt key="receipt" id={one.receiptFileId} />] as const] : []),
        [
          '出具的报告',
          one.reports.length === 0
            ? '还没有'
            : one.reports.map(({ code, issuedAt }) => (
                <div key={code}>
                  {dateTime(issuedAt)}，验证码{' '}
                  <a href={`/papers/${code}`} target="_blank" rel="noreferrer">
                    {code}
                  </a>
                </div>
              )),
        ],
        ['办完的期限', <Due key="finish" at={one.finishDueAt} done={one.closedAt !== null} />],
        ['期限按什么', one.timesBasis],
        ['关闭', one.closedAt ? `${dateTime(one.closedAt)}，两个人复核过` : '还没有'],
      ]}
    />
  </Card>
);

/** Every other level that somebody asked for; a milder one is decided about here. */
const Regrades = ({ one: { id, regrades } }: { one: RecallCase }) =>
  regrades.length > 0 && (
    <Card title="改过的级别">
      <Facts
        columns={1}
        of={regrades.map((regrade): readonly [string, ReactNode] => [
          dateTime(regrade.proposedAt),
          <div key={regrade.id}>
            {RecallLevelWords[regrade.fromLevel]}改{RecallLevelWords[regrade.level]}，
            {RecallHazardWords[regrade.hazard]}：{regrade.reason ?? NONE}（{regrade.stateLabel}）
            <Acts size="small" acts={regradeDecisions(id, regrade)} available={regrade.availableActions} />
          </div>,
        ])}
      />
    </Card>
  );

const Counted = ({ one: { figures } }: { one: RecallCase }) => (
  <Card title="数字">
    <Figures
      of={[
        ['批次', figures.lots],
        ['一共（件）', figures.units],
        ['在商家库里', figures.inStoreUnits],
        ['停在路上', figures.onWayUnits],
        [RecallRowActWords.COME_BACK, share(figures.recoveredUnits, figures.units)],
        ['已销毁', share(figures.destroyedUnits, figures.units)],
        ['照片等核验', figures.shownUnits],
        ['收不回', share(figures.goneUnits, figures.units)],
        ['买家（人）', figures.buyers],
        ['发了消息', share(figures.told, figures.buyers)],
        ['发了短信', share(figures.texted, figures.buyers)],
        ['看到了', share(figures.seen, figures.buyers)],
        ['联系上了', share(figures.reached, figures.buyers)],
        ['应退', yuan(figures.refundDueFen)],
        ['已退到账', yuan(figures.refundedFen)],
      ]}
    />
  </Card>
);

const fate = ({ goneReason, answer, calls }: RecallGoodsRow): string =>
  [answer && RecallAnswerWords[answer], goneReason && GoneReasonWords[goneReason], calls > 0 && `打过 ${calls} 次电话`]
    .filter(Boolean)
    .join('，') || NONE;

const PHOTOS = '/edges/orders/files';
/** Opened by a press where somebody decides about it: that they had it open is noted. */
function photoOf({ proofId, state, photoReturnReason }: RecallGoodsRow): ReactNode {
  if (proofId === null) return photoReturnReason ? `退回过：${photoReturnReason}` : NONE;
  if (state !== 'SHOWN') return <Photos ids={[proofId]} folder={PHOTOS} />;
  return <Paper path={`${PHOTOS}/${proofId}`} title="销毁照片" button="打开" size="small" />;
}

const columns = (caseId: string): Column<RecallGoodsRow>[] => [
  {
    title: '在哪',
    text: ({ orderNumber }) => orderNumber ?? '商家库里',
    render: ({ orderId, orderNumber }) =>
      orderId && may('tradeOrders') ? (
        <Link to={`/orders/${orderId}`}>{orderNumber}</Link>
      ) : (
        (orderNumber ?? '商家库里')
      ),
  },
  { title: '批次', text: ({ lotCode }) => lotCode },
  { title: '件', align: 'right', text: ({ units }) => units },
  stateColumn(),
  {
    title: '期限',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, endedAt }) => <Due at={dueAt} done={endedAt !== null} />,
  },
  { title: '消息', text: ({ toldAt }) => dateTime(toldAt) },
  {
    title: '短信',
    roomy: true,
    text: ({ smsAt, smsFailedAt }) => (smsAt === null && smsFailedAt ? '发不到，要打电话' : dateTime(smsAt)),
  },
  { title: '看到了', roomy: true, text: ({ seenAt }) => dateTime(seenAt) },
  { title: '联系上', text: ({ reachedAt }) => dateTime(reachedAt) },
  { title: '说法', text: fate },
  {
    title: '退款',
    align: 'right',
    text: ({ refundFen, refundedAt }) => (refundFen === 0 ? NONE : `${yuan(refundFen)}${refundedAt ? ' 到账' : ''}`),
  },
  {
    title: '销毁照片',
    only: 'screen',
    text: ({ proofId }) => (proofId ? '有' : NONE),
    render: photoOf,
  },
  {
    ...work('recordRecallCall|decideDestruction'),
    render: (row) =>
      row.state === 'AT_BUYER' ? (
        <Acts size="small" acts={[callAct(row)]} available={row.availableActions} />
      ) : (
        row.state === 'SHOWN' && <Acts size="small" acts={photoActs(caseId, row)} available={row.availableActions} />
      ),
  },
];

const Goods = ({ caseId }: { caseId: string }) => (
  <DataTable
    name="召回的货"
    document={RecallGoods}
    variables={({ state }, { first, after }) => ({ caseId, first, after, state })}
    rows={({ recallRows }) => recallRows}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: options(RecallRowStateWords) }]}
    empty="没有这样的货"
    columns={columns(caseId)}
  />
);
