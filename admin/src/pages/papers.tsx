import {
  AcceptPaper,
  InspectingPartyWords,
  PaperActWords,
  PaperKindWords,
  PapersWaiting,
  ReturnPaper,
  type PapersWaitingQuery,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { FileView } from '../ui/Papers.tsx';
import { Nothing, Shown } from '../ui/States.tsx';
import { LaboratoryTable } from './papers/laboratories.tsx';

type Paper = PapersWaitingQuery['papersWaiting'][number];
type Item = NonNullable<Paper['inspection']>['items'][number];

/** Papers of lots: somebody else opens the scan, compares, and accepts it or sends it back. */
export function PapersPage() {
  return (
    <>
      <PageHead title="证明核验" note="先打开扫描件，和填的对一对，再核验。自己交的由别人核验" />
      <PageTabs
        items={[
          { key: 'papers', label: '待核验', children: <Waiting /> },
          { key: 'laboratories', label: '检测机构', children: <LaboratoryTable /> },
        ]}
      />
    </>
  );
}

const goodsOf = ({ lot }: Paper): string => `${lot?.product?.title ?? ''} ${lot?.sku?.specification ?? ''}`;
const titleOf = ({ kind, certificate }: Paper): string => certificate?.title ?? PaperKindWords[kind];
const numberOf = ({ certificate, inspection }: Paper): string =>
  certificate?.number ?? orNone(inspection?.reportNumber);

/** Whoever accepts a report is told which of its figures nothing was beside. */
const seenText = ({ inspection }: Paper): string =>
  inspection?.items.some(({ passed }) => passed === null) ? `${SAID.scanSeen}${inspection.comparison}` : SAID.scanSeen;
const decisions = (paper: Paper) => [
  act({
    label: PaperActWords.ACCEPT,
    field: 'acceptPaper',
    action: 'ACCEPT',
    tone: 'primary',
    document: AcceptPaper,
    variables: { input: { paperId: paper.id } },
    confirm: seenText(paper),
  }),
  act({
    label: PaperActWords.RETURN,
    field: 'returnPaper',
    action: 'RETURN',
    form: () => ({
      draft: `paper.${paper.id}`,
      title: `退回：${paper.lot?.lotCode ?? ''}`,
      submit: PaperActWords.RETURN,
      document: ReturnPaper,
      fields: [{ name: 'reason', label: '哪里不对', kind: 'paragraph', required: true, max: 200, help: '商家会看到' }],
      variables: ({ text }) => ({ input: { paperId: paper.id, reason: text('reason') } }),
    }),
  }),
];

function Waiting() {
  const asked = useAsk(PapersWaiting, {});
  return (
    <Shown asked={asked}>
      {({ papersWaiting }) => (
        <ListTable
          name="待核验的材料"
          rowKey={({ id }) => id}
          rows={papersWaiting}
          empty="没有要核验的材料"
          expand={(paper) => <PaperDetail paper={paper} />}
          columns={[
            { title: '材料', text: titleOf },
            { title: '编号', text: numberOf },
            { title: '商品', text: goodsOf },
            { title: '批次', text: ({ lot }) => lot?.lotCode },
            { title: '店铺', roomy: true, text: ({ lot }) => lot?.shop?.name },
            { title: '交的时间', roomy: true, text: ({ filedAt }) => dateTime(filedAt), sort: true },
            { title: '期限', text: ({ dueAt }) => dateTime(dueAt), render: ({ dueAt }) => <Due at={dueAt} /> },
            {
              ...work('acceptPaper'),
              render: (paper) => <Acts size="small" available={paper.availableActions} acts={decisions(paper)} />,
            },
          ]}
        />
      )}
    </Shown>
  );
}

/** What was typed, beside the scan that it was typed from. */
const PaperDetail = ({ paper }: { paper: Paper }) => (
  <div className="two">
    <div>
      <Facts
        columns={1}
        of={[
          ['批次', paper.lot?.lotCode],
          ['袋子上的名称', orNone(paper.lot?.markedName)],
          ['生产日期', date(paper.lot?.producedOn)],
          ['编号', paper.numberDoubt ? `${numberOf(paper)}（${paper.numberDoubt}）` : numberOf(paper)],
          ...(paper.certificate ? certificateFacts(paper.certificate) : []),
          ...(paper.inspection ? reportFacts(paper.inspection) : []),
        ]}
      />
      {paper.inspection && <Findings items={paper.inspection.items} />}
    </div>
    <div className="paper-view">
      {paper.fileId ? (
        <FileView path={`/edges/catalog/files/${paper.fileId}`} title={titleOf(paper)} />
      ) : (
        <Nothing text="没有扫描件，退回请商家重交" />
      )}
    </div>
  </div>
);
const certificateFacts = ({ issuer, issuedOn, validUntilOn, boughtIn }: NonNullable<Paper['certificate']>) =>
  boughtIn
    ? ([
        ['从谁那里进的', issuer],
        ['哪天进的', date(issuedOn)],
        ['进了什么', `${boughtIn.goods}，${boughtIn.amount}`],
        ['哪儿产的', boughtIn.origin],
      ] as const)
    : ([
        ['发证单位', issuer],
        ['发证日期', date(issuedOn)],
        ['有效至', validUntilOn ? date(validUntilOn) : '长期'],
      ] as const);
const reportFacts = (report: NonNullable<Paper['inspection']>) =>
  [
    ['谁检的', `${InspectingPartyWords[report.party]}　${report.laboratory}`],
    ['样品', orNone(report.sampleName)],
    ['取样日期', date(report.sampledOn)],
    ['报告日期', date(report.inspectedOn)],
    ['和限量比', report.comparison],
  ] as const;

const standingOf = ({ passed }: Item) =>
  passed === null
    ? { tone: 'warn' as const, text: '没有限量可比' }
    : passed
      ? { tone: 'good' as const, text: '在标准内' }
      : { tone: 'bad' as const, text: '不合格' };
const Findings = ({ items }: { items: readonly Item[] }) => (
  <ListTable
    bare
    name="检测结果"
    rowKey={({ name }) => name}
    rows={items}
    columns={[
      { title: '项目', text: ({ name }) => name },
      { title: '结果', align: 'right', text: ({ value, unit }) => `${value}${unit ?? ''}` },
      { title: '限值', align: 'right', text: ({ limit }) => orNone(limit) },
      { title: '依据', text: ({ basis, doubt }) => (doubt ? `${basis}（${doubt}）` : orNone(basis)) },
      {
        title: '结论',
        text: (item) => standingOf(item).text,
        render: (item) => <Mark tone={standingOf(item).tone}>{standingOf(item).text}</Mark>,
      },
    ]}
  />
);
