import {
  DecideLimit,
  LimitProposalActWords,
  LimitProposals,
  ProposeLimit,
  PublicLimits,
  type LimitProposalsQuery,
  type LimitProposalState,
  type PublicLimitsQuery,
} from '../api/admin.ts';
import { date, orNone } from '../lib/format.ts';
import { SAID } from '../lib/said.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { Facts } from '../ui/Facts.tsx';
import type { Field } from '../ui/fields.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark, type Tone } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { FileView } from '../ui/Papers.tsx';
import { Nothing, Shown } from '../ui/States.tsx';

type Limit = PublicLimitsQuery['publicLimits'][number];
type Proposal = LimitProposalsQuery['limitProposals'][number];

/** Limits that reports are compared with: one reads the standard's text, another compares, and the doubt is gone. */
export function LimitsPage() {
  return (
    <>
      <PageHead
        title="限量核对"
        note="检验报告和这些限量比。没和标准原文核对过的，一个人照原文填，另一个人打开原文对过，才算核对过"
      />
      <PageTabs
        items={[
          { key: 'proposals', label: '等核对的', children: <Proposals /> },
          { key: 'limits', label: '现在用的限量', children: <Limits /> },
        ]}
      />
    </>
  );
}

const goodsOf = ({ category, ofGoods, grade }: Limit): string =>
  [category?.name, ofGoods, grade].filter(Boolean).join(' · ');
const limitOf = ({ limit, unit }: Limit): string => `${limit}${unit ?? ''}`;
const isWord = ({ unit }: Limit): boolean => unit === null;

const figures = (limit: Limit): Field[] =>
  isWord(limit)
    ? [{ name: 'words', label: '检出什么算合格', kind: 'text', required: true, max: 40, help: '例：未检出' }]
    : [
        { name: 'max', label: `最多（${limit.unit}）`, kind: 'text', max: 20, help: '单位不一样的先换算' },
        { name: 'min', label: `最少（${limit.unit}）`, kind: 'text', max: 20, help: '原文没写就空着' },
      ];
const figure = (typed: string | undefined): number | undefined =>
  typed && Number.isFinite(Number(typed)) ? Number(typed) : undefined;

/** One has the text in front of them and types what stands there, whether it is the same or not. */
const propose = (limit: Limit) =>
  act({
    label: '照原文填',
    field: 'proposeLimit',
    form: () => ({
      draft: `limit.${limit.id}`,
      title: `${goodsOf(limit)}：${limit.name}`,
      submit: '提交，等另一个人核对',
      document: ProposeLimit,
      intro: `现在用的是${limit.standardCode} ${limitOf(limit)}。和原文一样也要填，核对过就不再提示存疑`,
      fields: [
        {
          name: 'standardCode',
          label: '标准编号，带年份',
          kind: 'text',
          required: true,
          max: 60,
          initial: limit.standardCode,
        },
        ...figures(limit),
        { name: 'source', label: '在原文哪一页哪个表', kind: 'text', required: true, max: 150 },
        { name: 'readOn', label: '哪天看的', kind: 'date', required: true },
        { name: 'fromOn', label: '标准从哪天起实施', kind: 'date', required: true, help: '这天起生产的货按它比' },
        { name: 'fileId', label: '那一页的扫描件', kind: 'file', file: { edge: 'catalog', purpose: 'standard-text' } },
        { name: 'link', label: '或者网址', kind: 'text', max: 300 },
      ],
      variables: ({ text, maybe }, requestId) => ({
        input: {
          requestId,
          limitId: limit.id,
          standardCode: text('standardCode'),
          max: figure(maybe('max')),
          min: figure(maybe('min')),
          words: (maybe('words') ?? '').split(/[\n、，,或]/u).flatMap((word) => word.trim() || []),
          source: text('source'),
          readOn: text('readOn'),
          fromOn: text('fromOn'),
          fileId: maybe('fileId'),
          link: maybe('link'),
        },
      }),
    }),
  });

function Limits() {
  const asked = useAsk(PublicLimits, {});
  return (
    <Shown asked={asked}>
      {({ publicLimits }) => (
        <ListTable
          name="限量"
          rowKey={({ id }) => id}
          rows={publicLimits}
          empty="还没有限量"
          columns={[
            { title: '货', text: goodsOf, sort: true },
            { title: '项目', text: ({ name }) => name, sort: true },
            { title: '限量', align: 'right', text: limitOf },
            { title: '标准', text: ({ standardCode }) => standardCode, sort: true },
            {
              title: '核对',
              text: ({ doubt }) => doubt ?? '核对过',
              render: ({ doubt }) => <Mark tone={doubt ? 'warn' : 'good'}>{doubt ?? '核对过'}</Mark>,
            },
            { title: '出处', roomy: true, text: ({ source, sourceOn }) => `${source}（${date(sourceOn)}）` },
            { title: '从哪天起', roomy: true, text: ({ fromOn }) => (fromOn ? date(fromOn) : '一直') },
            {
              ...work('proposeLimit'),
              render: (limit) =>
                limit.proposalId ? <Mark tone="quiet">等核对</Mark> : <Acts size="small" acts={[propose(limit)]} />,
            },
          ]}
        />
      )}
    </Shown>
  );
}

/** The second person opens what was read, compares, and accepts it or sends it back. */
const decisions = ({ id, name, limit, standardCode, fromOn }: Proposal) => [
  act({
    label: LimitProposalActWords.ACCEPT,
    field: 'decideLimit',
    action: 'ACCEPT',
    tone: 'primary',
    document: DecideLimit,
    variables: { input: { proposalId: id, accepted: true } },
    confirm: `${SAID.scanSeen}${date(fromOn)}起生产的货，${name}按${standardCode} ${limit}比，交过的报告重新比一遍，在卖的超过了先停下。`,
  }),
  act({
    label: LimitProposalActWords.RETURN,
    field: 'decideLimit',
    action: 'RETURN',
    form: () => ({
      draft: `limit-proposal.${id}`,
      title: `退回：${name} ${limit}`,
      submit: LimitProposalActWords.RETURN,
      document: DecideLimit,
      fields: [{ name: 'reason', label: '哪里不对', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { proposalId: id, accepted: false, reason: text('reason') } }),
    }),
  }),
];

const TONES: Readonly<Record<LimitProposalState, Tone>> = { FILED: 'warn', ACCEPTED: 'good', RETURNED: 'bad' };

const Text = ({ proposal }: { proposal: Proposal }) => (
  <div className="two">
    <Facts
      columns={1}
      of={[
        ['在原文哪里', proposal.source],
        ['哪天看的', date(proposal.readOn)],
        ['网址', orNone(proposal.link)],
        ['为什么退回', orNone(proposal.returnReason)],
      ]}
    />
    <div className="paper-view">
      {proposal.fileId ? (
        <FileView path={`/edges/catalog/files/${proposal.fileId}`} title={`${proposal.standardCode}原文`} />
      ) : (
        <Nothing text="没有扫描件，照网址打开原文对" />
      )}
    </div>
  </div>
);

function Proposals() {
  const asked = useAsk(LimitProposals, {});
  return (
    <Shown asked={asked}>
      {({ limitProposals }) => (
        <ListTable
          name="等核对的限量"
          rowKey={({ id }) => id}
          rows={limitProposals}
          expand={(proposal) => <Text proposal={proposal} />}
          empty="没有等核对的限量"
          columns={[
            { title: '货', text: ({ category }) => orNone(category?.name) },
            { title: '项目', text: ({ name }) => name },
            { title: '原来', text: ({ before }) => before },
            { title: '原文写的', text: ({ standardCode, limit }) => `${standardCode} ${limit}` },
            { title: '从哪天起', text: ({ fromOn }) => date(fromOn) },
            {
              title: '状态',
              text: ({ stateLabel }) => stateLabel,
              render: ({ state, stateLabel }) => <Mark tone={TONES[state]}>{stateLabel}</Mark>,
            },
            {
              title: '最晚核对',
              text: ({ acceptDueAt }) => date(acceptDueAt),
              render: ({ acceptDueAt, state }) => <Due at={acceptDueAt} done={state !== 'FILED'} />,
            },
            {
              ...work('decideLimit'),
              render: (one) => <Acts size="small" available={one.availableActions} acts={decisions(one)} />,
            },
          ]}
        />
      )}
    </Shown>
  );
}
