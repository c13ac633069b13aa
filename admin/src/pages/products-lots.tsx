import {
  DecideHold,
  HoldAnswerWords,
  InspectingPartyWords,
  Lots,
  LotStateWords,
  MeasureKindWords,
  MeasureOutcomeWords,
  PaperStateWords,
  PromiseBasisWords,
  RecallHazardWords,
  RecallLevelWords,
  RecallLot,
  type LotsQuery,
  type MeasureOutcome,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Clause, Due, Mark, State, type Tone } from '../ui/marks.tsx';
import { Papers } from '../ui/Papers.tsx';

const MEASURE_TONES = { PASSED: 'good', FAILED: 'bad', TOO_FEW: 'warn' } as const satisfies Record<
  MeasureOutcome,
  Tone
>;

type Lot = LotsQuery['lots']['edges'][number]['node'];

export function recallAct(lot: { id: string; lotCode: string }) {
  return act({
    label: '召回',
    field: 'recallLot',
    action: 'RECALL',
    tone: 'danger',
    form: () => ({
      draft: `recall.${lot.id}`,
      title: `召回批次 ${lot.lotCode}`,
      submit: '召回',
      danger: true,
      document: RecallLot,
      intro: '召回后这一批立即停售，买过的人会收到通知，扫码也会看到。不能撤回。',
      fields: [
        { name: 'reason', label: '原因', kind: 'paragraph', required: true, help: '买过的人会看到' },
        {
          name: 'hazard',
          label: '货怎么了',
          kind: 'pick',
          required: true,
          options: options(RecallHazardWords),
          help: '公开的召回公告上写这一句',
        },
        {
          name: 'level',
          label: '级别',
          kind: 'choice',
          required: true,
          options: options(RecallLevelWords),
          help: '可能致死或严重伤身是一级，一般伤害是二级，标签不实是三级。商家不能选得比“货怎么了”该有的轻；要更轻由平台来召回，原因里写明白',
        },
        ...(may('reportRecall')
          ? [{ name: 'orderNumber', label: '责令文号', kind: 'text' as const, max: 80, help: '主管部门责令的才填' }]
          : []),
      ],
      variables: ({ text, one, maybe }, requestId) => ({
        input: {
          requestId,
          lotId: lot.id,
          reason: text('reason'),
          hazard: one('hazard', RecallHazardWords),
          level: one('level', RecallLevelWords),
          orderNumber: maybe('orderNumber'),
        },
      }),
    }),
  });
}

const holdAct = ({ id, lotCode, blockReason, releasedAt }: Lot) =>
  act({
    label: '定能不能卖',
    field: 'decideHold',
    action: 'STOP',
    tone: 'primary',
    form: () => ({
      draft: `hold.${id}`,
      title: `批次 ${lotCode}`,
      submit: '定下来',
      document: DecideHold,
      intro: [
        blockReason,
        releasedAt ? '已经卖出去的要追回，请用“召回”' : '还没有放行过：定了可以卖，回到“未放行”，材料齐了由商家放行',
      ]
        .filter(Boolean)
        .join('。'),
      fields: [
        { name: 'decision', label: '结果', kind: 'choice', required: true, options: options(HoldAnswerWords) },
        {
          name: 'reason',
          label: '为什么',
          kind: 'paragraph',
          required: true,
          max: 200,
          help: '写进追溯记录，谁都看得到',
        },
      ],
      variables: ({ one, text }) => ({
        input: { lotId: id, decision: one('decision', HoldAnswerWords), reason: text('reason') },
      }),
    }),
  });

/** All lots; those that are held wait for somebody who decides. */
export function LotTable() {
  return (
    <DataTable
      name="批次"
      document={Lots}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ lots }) => lots}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(LotStateWords) }]}
      expand={(lot) => <LotDetail lot={lot} />}
      columns={[
        {
          title: '批次号',
          text: ({ lotCode }) => lotCode,
          render: ({ lotCode }) => (
            <a href={`/trace/${encodeURIComponent(lotCode)}`} target="_blank" rel="noreferrer">
              {lotCode}
            </a>
          ),
        },
        { title: '商品', text: ({ product, sku }) => `${product?.title ?? ''} ${sku?.specification ?? ''}` },
        { title: '店铺', roomy: true, text: ({ shop }) => shop?.name },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel, blockReason }) => (
            <>
              <State of={state} text={stateLabel} /> {blockReason && <span className="small grey">{blockReason}</span>}
            </>
          ),
        },
        {
          title: '定的期限',
          text: ({ holdDueAt }) => dateTime(holdDueAt),
          render: ({ holdDueAt }) => (holdDueAt ? <Due at={holdDueAt} /> : '—'),
        },
        { title: '数量', align: 'right', sort: 'UNITS', text: ({ units }) => units },
        { title: '生产日期', sort: 'PRODUCED_ON', text: ({ producedOn }) => date(producedOn) },
        { title: '保质到', text: ({ expiresOn }) => date(expiresOn) },
        { title: '还缺', text: ({ missingPapers }) => missingPapers?.map(({ text }) => text).join('；') || '—' },
        {
          ...work('recallLot|decideHold'),
          render: (lot) => <Acts size="small" acts={[holdAct(lot), recallAct(lot)]} available={lot.availableActions} />,
        },
      ]}
    />
  );
}

function LotDetail({ lot }: { lot: Lot }) {
  const papers = [
    ...lot.certificates.map((paper) => ({ ...paper, note: PaperStateWords[paper.state] })),
    ...lot.inspections.map(({ id, laboratory, inspectedOn, party, passed, comparison, fileId, state }) => ({
      id,
      title: `检验报告（${InspectingPartyWords[party]}，${PaperStateWords[state]}）`,
      number: passed === null ? '没有限量可比' : passed ? '合格' : '不合格',
      issuer: laboratory,
      fileId,
      note: `检验日期 ${inspectedOn}，${comparison}`,
    })),
    ...[lot.promise]
      .filter((given) => given !== null)
      .map(({ title, number, basis, signedBy, givenAt }) => ({
        id: number,
        title,
        number,
        issuer: signedBy ?? '',
        fileId: null,
        note: `${PromiseBasisWords[basis]}，${date(givenAt)}`,
      })),
    ...lot.selfChecks.map(({ id, checkedBy, checkedOn, passed, fileId }) => ({
      id,
      title: '商家自检',
      number: passed ? '合格' : '不合格',
      issuer: checkedBy ?? '',
      fileId,
      note: `自检日期 ${checkedOn}`,
    })),
  ];
  return (
    <>
      <Facts
        columns={3}
        of={[
          ['登记时间', dateTime(lot.registeredAt)],
          ['放行时间', dateTime(lot.releasedAt)],
          [
            '还缺',
            lot.missingPapers?.length
              ? lot.missingPapers.map(({ text, clause, at }) => (
                  <div key={at + text}>
                    {text} <Clause of={clause} />
                  </div>
                ))
              : null,
          ],
        ]}
      />
      {lot.measureChecks.length > 0 && (
        <ListTable
          bare
          name="计量抽检"
          rowKey={({ id }) => id}
          rows={lot.measureChecks}
          columns={[
            { title: '计量抽检', text: ({ kind }) => MeasureKindWords[kind] },
            {
              title: '标注',
              align: 'right',
              text: ({ stated, kind }) => `${stated} ${kind === 'COUNT' ? '件' : '克/毫升'}`,
            },
            { title: '抽样', align: 'right', text: ({ sampleCount }) => `${sampleCount} 件` },
            { title: '平均', align: 'right', text: ({ mean }) => mean.toFixed(1) },
            { title: '允许短缺', align: 'right', text: ({ allowableShortage }) => allowableShortage },
            { title: '短缺件数', align: 'right', text: ({ shortCount }) => shortCount },
            {
              title: '结果',
              text: ({ outcome }) => MeasureOutcomeWords[outcome],
              render: ({ outcome }) => <Mark tone={MEASURE_TONES[outcome]}>{MeasureOutcomeWords[outcome]}</Mark>,
            },
            { title: '日期', text: ({ checkedOn }) => date(checkedOn) },
          ]}
        />
      )}
      <Papers papers={papers} folder="/edges/catalog/files" />
    </>
  );
}
