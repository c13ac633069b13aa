import { Link } from 'react-router';
import {
  CorrectionActWords,
  CorrectionFieldWords,
  Corrections,
  CorrectionStateWords,
  DecideCorrection,
  GiveSellerIdentity,
  SellerDemandActWords,
  SellerDemands,
  SellerDemandStateWords,
  StandInForSeller,
  type CorrectionSort,
  type CorrectionsQuery,
  type SellerDemandSort,
  type SellerDemandsQuery,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { options } from '../lib/words.ts';
import { Assessments } from './rights/Assessments.tsx';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { FileView } from '../ui/Papers.tsx';
import { Nothing } from '../ui/States.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Correction = CorrectionsQuery['corrections']['edges'][number]['node'];
type Demand = SellerDemandsQuery['sellerDemands']['edges'][number]['node'];

const decideAct = (row: Correction, action: keyof typeof CorrectionActWords) =>
  act({
    label: CorrectionActWords[action],
    field: 'decideCorrection',
    action,
    tone: action === 'CORRECT' ? 'primary' : undefined,
    form: () => ({
      draft: `correction.${row.id}.${action}`,
      title: `${CorrectionActWords[action]}：${CorrectionFieldWords[row.field]}`,
      submit: CorrectionActWords[action],
      document: DecideCorrection,
      intro:
        action === 'REFUSE'
          ? '什么都不改，写明为什么。申请人可以投诉，也可以起诉。'
          : row.field === 'OTHER'
            ? '先在该改的地方改好，再在这里答复。'
            : `改成“${row.value}”，随即生效。`,
      fields: [
        {
          name: 'answer',
          label: '告诉申请人的话',
          kind: 'paragraph',
          required: true,
          max: 500,
          help: '核对了什么、改了什么；不改的写明理由',
        },
      ],
      variables: ({ text }) => ({
        input: { correctionId: row.id, isCorrected: action === 'CORRECT', answer: text('answer') },
      }),
    }),
  });
const correctionColumns: Column<Correction, CorrectionSort>[] = [
  { title: '哪一项', text: ({ field }) => CorrectionFieldWords[field] },
  { title: '应该是', text: ({ value }) => value, width: 200 },
  { title: '申请', sort: 'ASKED_AT', roomy: true, text: ({ askedAt }) => dateTime(askedAt) },
  {
    title: '要答复',
    sort: 'DUE_AT',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, decidedAt }) => <Due at={dueAt} done={!!decidedAt} />,
  },
  stateColumn(),
  {
    ...work('decideCorrection'),
    render: (row) => (
      <Acts
        size="small"
        available={row.availableActions}
        acts={[decideAct(row, 'CORRECT'), decideAct(row, 'REFUSE')]}
      />
    ),
  },
];

const demandActs = (row: Demand) => [
  act({
    label: SellerDemandActWords.GIVE,
    field: 'giveSellerIdentity',
    action: 'GIVE',
    tone: 'primary',
    form: () => ({
      draft: `demand.give.${row.id}`,
      title: `${SellerDemandActWords.GIVE}：${row.party?.name ?? ''}`,
      submit: SellerDemandActWords.GIVE,
      document: GiveSellerIdentity,
      intro: '买家会看到商家备案的真实名称、地址、联系人和电话。查看有记录，商家会收到通知。',
      fields: [],
      variables: () => ({ input: { demandId: row.id } }),
    }),
  }),
  act({
    label: SellerDemandActWords.STAND_IN,
    field: 'standInForSeller',
    action: 'STAND_IN',
    tone: 'danger',
    form: () => ({
      draft: `demand.stand-in.${row.id}`,
      title: `${SellerDemandActWords.STAND_IN}：${row.party?.name ?? ''}`,
      submit: SellerDemandActWords.STAND_IN,
      danger: true,
      document: StandInForSeller,
      intro: '电话打不通、地址找不到人的，才这样办：平台自己先赔给买家。',
      fields: [],
      variables: () => ({ input: { demandId: row.id } }),
    }),
  }),
];
const demandColumns: Column<Demand, SellerDemandSort>[] = [
  {
    title: '投诉',
    text: ({ complaint }) => complaint?.number ?? '',
    render: ({ complaint }) =>
      complaint ? <Link to={`/complaints/${complaint.id}`}>{complaint.number}</Link> : orNone(null),
  },
  { title: '商家', text: ({ party }) => party?.name ?? '', width: 200 },
  { title: '提出', sort: 'ASKED_AT', roomy: true, text: ({ askedAt }) => dateTime(askedAt) },
  {
    title: '要提供',
    sort: 'DUE_AT',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, endedAt }) => <Due at={dueAt} done={!!endedAt} />,
  },
  stateColumn(),
  {
    ...work('giveSellerIdentity|standInForSeller'),
    render: (row) => <Acts size="small" available={row.availableActions} acts={demandActs(row)} />,
  },
];

/** By when each is to be answered stands over the list of it: the other lists do not ask for it. */
const CorrectionsTable = () => (
  <>
    <p className="grey">更正申请{useWithin('answerDataRequest')}内答复</p>
    <DataTable
      name="更正申请"
      document={Corrections}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ corrections }) => corrections}
      rowKey={({ id }) => id}
      empty="没有更正申请"
      filters={[{ name: 'state', label: '状态', options: options(CorrectionStateWords), initial: 'ASKED' }]}
      expand={(row) => <Asked of={row} />}
      columns={correctionColumns}
    />
  </>
);
const Asked = ({ of: { reason, party, photoIds, decidedAt, answer } }: { of: Correction }) => (
  <div className="two">
    <Facts
      columns={1}
      of={[
        ['哪里错了', reason],
        ['备案', party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '与备案无关'],
        ...(decidedAt
          ? ([
              ['答复', dateTime(decidedAt)],
              ['告诉申请人的话', answer],
            ] as const)
          : []),
      ]}
    />
    <div className="paper-view">
      {photoIds.length > 0 ? (
        photoIds.map((id, i) => <FileView key={id} path={`/edges/trust/files/${id}`} title={`证明 ${i + 1}`} />)
      ) : (
        <Nothing text="没有证明" />
      )}
    </div>
  </div>
);
const DemandsTable = () => (
  <>
    <p className="grey">投诉的买家要商家真实信息，{useWithin('tellSeller')}内提供；一直没人提供的，由平台赔付</p>
    <DataTable
      name="买家要的商家信息"
      document={SellerDemands}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ sellerDemands }) => sellerDemands}
      rowKey={({ id }) => id}
      empty="没有买家要商家信息"
      filters={[{ name: 'state', label: '状态', options: options(SellerDemandStateWords), initial: 'ASKED' }]}
      columns={demandColumns}
    />
  </>
);

/** What people may demand of the platform by law, and who answers until when. */
export function RightsPage() {
  return (
    <>
      <PageHead title="个人信息权利" />
      <PageTabs
        items={[
          { key: 'corrections', label: '更正', children: <CorrectionsTable /> },
          { key: 'assessments', label: '影响评估', children: <Assessments /> },
          { key: 'sellers', label: '商家真实信息', children: <DemandsTable /> },
        ]}
      />
    </>
  );
}
