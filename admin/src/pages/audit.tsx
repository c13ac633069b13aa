import { Alert, Button } from 'antd';
import { useState } from 'react';
import {
  ActorKindWords,
  ActOutcomeWords,
  AuditAnchors,
  AuditCheck,
  AuditKindWords,
  AuditTrail,
  SubgraphWords,
  type Role,
} from '../api/admin.ts';
import { count, dateTime, orNone } from '../lib/format.ts';
import { OPERATIONS, operationTitle, subjectTitle } from '../lib/operations.ts';
import { rolesText } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Id } from '../ui/Id.tsx';
import { Clause, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Shown } from '../ui/States.tsx';

/** Midnight in China with which a day begins, or the day after so many. */
const startOf = (day: string, after = 0): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + after * 86_400_000).toISOString();
const rolesOf = (roles: readonly Role[]): string =>
  rolesText(roles.filter((role) => role !== 'CONSUMER')) || (roles.length > 0 ? '本人' : '');

export function AuditPage() {
  return (
    <>
      <PageHead title="审计" note="谁、做了什么、为什么；一条扣一条，改过就看得出来" />
      <PageTabs
        items={[
          { key: 'trail', label: '记录', children: <Trail /> },
          { key: 'check', label: '检查链', children: <Check /> },
          { key: 'anchors', label: '每日锚点', children: <Anchors /> },
        ]}
      />
    </>
  );
}

function Trail() {
  return (
    <DataTable
      name="审计"
      document={AuditTrail}
      variables={({ operation, actorId, kind, outcome, from, to }, page) => ({
        ...page,
        operation,
        actorId,
        kind,
        outcome,
        from: from && startOf(from),
        to: to && startOf(to, 1),
      })}
      rows={({ auditTrail }) => auditTrail}
      rowKey={({ id }) => id}
      filters={[
        { name: 'kind', label: '类别', options: options(AuditKindWords) },
        { name: 'outcome', label: '结果', options: options(ActOutcomeWords) },
        { name: 'from', label: '从哪天', kind: 'day' },
        { name: 'to', label: '到哪天', kind: 'day' },
        {
          name: 'operation',
          label: '做什么',
          options: Object.entries(OPERATIONS).map(([value, label]) => ({ value, label })),
        },
        { name: 'actorId', label: '账号编号' },
      ]}
      expand={(one) => (
        <Facts
          columns={2}
          of={[
            [
              '对象',
              one.subjects.length > 0
                ? one.subjects.map(({ thing, id, clause, reason }) => (
                    <div key={thing + id}>
                      {subjectTitle(thing)} {id} <Clause of={clause} />
                      {reason && `：${reason}`}
                    </div>
                  ))
                : null,
            ],
            [
              '看了谁的什么',
              one.reads.length > 0
                ? one.reads.map(({ subjectId, fields }) => (
                    <div key={subjectId}>
                      {subjectId}：{fields.join('、')}
                    </div>
                  ))
                : null,
            ],
            ['请求编号', one.requestId],
            ['来自', one.origin],
            ['岗位', rolesOf(one.roles) || null],
            ['代表主体', one.parties || null],
            ['代办', one.delegationId && `受 ${one.delegatorId} 委托`],
          ]}
        />
      )}
      columns={[
        { title: '时间', sort: 'AT', text: ({ at }) => dateTime(at) },
        {
          title: '做什么',
          text: ({ operation, kind }) => operationTitle(operation, kind),
          render: ({ operation, kind, clause }) => (
            <span title={operation}>
              {operationTitle(operation, kind)} <Clause of={clause} />
            </span>
          ),
        },
        { title: '类别', text: ({ kind }) => AuditKindWords[kind] },
        {
          title: '结果',
          text: ({ outcome, code }) => `${ActOutcomeWords[outcome]}${code ? ` ${code}` : ''}`,
          render: ({ outcome, code }) => (
            <>
              <State of={outcome} text={ActOutcomeWords[outcome]} />{' '}
              {code && <span className="small grey">{code}</span>}
            </>
          ),
        },
        {
          title: '谁',
          text: ({ actorId }) => actorId,
          render: ({ actorId, actorKind }) =>
            actorKind === 'ACCOUNT' ? <Id value={actorId} /> : ActorKindWords[actorKind],
        },
        { title: '岗位', text: ({ roles }) => rolesOf(roles) },
        { title: '系统', text: ({ sender }) => SubgraphWords[sender] },
        {
          title: '已入链',
          text: ({ sealed }) => (sealed ? '是' : '等待'),
          render: ({ sealed }) => <Mark tone={sealed ? 'good' : 'busy'}>{sealed ? '已入链' : '等待入链'}</Mark>,
        },
      ]}
    />
  );
}

const signedText = (from: number | null | undefined): string =>
  from == null
    ? '还没有签名'
    : from === 1
      ? '每一批都有签名'
      : `第 ${count(from)} 条起每一批都有签名，之前的只由链条连着`;

function Check() {
  const [from, setFrom] = useState<number | null>(null);
  const asked = useAsk(from === null ? null : AuditCheck, { from: from ?? 1 });
  return (
    <Card
      title="检查整条链"
      extra={
        <Button type="primary" loading={asked.loading} onClick={() => (from === null ? setFrom(1) : asked.again())}>
          现在检查
        </Button>
      }
    >
      {from === null ? (
        <p className="small grey">从第一条起逐条重算，记录多时要几秒。</p>
      ) : (
        <Shown asked={asked}>
          {({ auditCheck }) => (
            <>
              <Alert
                type={auditCheck.intact ? 'success' : 'error'}
                showIcon
                message={
                  auditCheck.intact
                    ? `完好：${count(auditCheck.verifiedTo)} 条都和写下时一样`
                    : `有 ${auditCheck.problemCount} 处不对`
                }
                description={`第 ${auditCheck.from} 条到第 ${auditCheck.verifiedTo} 条，全部 ${count(auditCheck.total)} 条；${signedText(auditCheck.signedFrom)}`}
              />
              {auditCheck.verifiedTo < auditCheck.total && (
                <Button onClick={() => setFrom(auditCheck.verifiedTo + 1)}>接着检查后面的</Button>
              )}
              {auditCheck.problems.length > 0 && (
                <ListTable
                  bare
                  name="问题"
                  rowKey={({ sequence, entryId, kind }) => `${sequence}${entryId}${kind}`}
                  rows={auditCheck.problems}
                  columns={[
                    { title: '第几条', text: ({ sequence }) => sequence },
                    { title: '问题', text: ({ text }) => text },
                    { title: '记录', text: ({ entryId }) => orNone(entryId) },
                  ]}
                />
              )}
            </>
          )}
        </Shown>
      )}
    </Card>
  );
}

function Anchors() {
  return (
    <>
      <p className="small grey">每天审计链的末端，已签名并公开。保存一份，日后就能证明链有没有被重写。</p>
      <DataTable
        name="锚点"
        document={AuditAnchors}
        variables={(_, page) => page}
        rows={({ auditAnchors }) => auditAnchors}
        rowKey={({ date }) => date}
        empty="还没有锚点"
        columns={[
          { title: '日期', text: ({ date }) => date, sort: 'DATE' },
          { title: '第几条', align: 'right', text: ({ sequence }) => sequence },
          { title: '指纹', text: ({ hash }) => hash, render: ({ hash }) => <code>{hash.slice(0, 24)}…</code> },
          { title: '签名者', text: ({ signedBy }) => signedBy },
          { title: '签名时间', text: ({ at }) => dateTime(at) },
        ]}
      />
    </>
  );
}
