import { Collapse, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import {
  AnswerHelp,
  AnswerOversight,
  ApproveReturn,
  AskOversight,
  FileReturn,
  HelpRequests,
  OversightRequests,
  ProduceReturn,
  PublicPage,
  PublishDocument,
  PublishNotice,
  SaveDutyShift,
  StatisticalReturns,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { useWithin } from '../lib/promises.ts';
import { useAsk } from '../lib/use.ts';
import {
  CHANNELS,
  DOCUMENT_KINDS,
  options,
  OVERSEERS,
  RETURN_KINDS,
  RETURN_STATES,
  WEEKDAYS,
  word,
} from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import { DataTable, ListTable } from '../ui/DataTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Due, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const PARTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function publishAct(kind: string, title?: string, text?: string): Act {
  return act({
    label: title ? '发布新版' : '发布',
    field: 'publishDocument',
    form: () => ({
      draft: `document.${kind}`,
      title: `发布：${word(DOCUMENT_KINDS, kind)}`,
      submit: '发布',
      document: PublishDocument,
      intro: '发布后立即公开；旧版一直保留，任何人都能查。',
      fields: [
        {
          name: 'title',
          label: '标题',
          kind: 'text',
          required: true,
          max: 80,
          initial: title ?? word(DOCUMENT_KINDS, kind),
        },
        { name: 'text', label: '正文', kind: 'paragraph', required: true, max: 20000, initial: text },
      ],
      variables: ({ title: head, text: body }, requestId) => ({
        input: { requestId, kind, title: head as string, text: body as string },
      }),
    }),
  });
}

export function DocumentsPage() {
  const [params, setParams] = useSearchParams();
  const asked = useAsk(PublicPage, {});
  return (
    <>
      <PageHead title="公示与规则" note="这里的内容任何人不登录都能看到" />
      <Shown asked={asked}>
        {({ publicServicePage: page, notices }) => (
          <Tabs
            activeKey={params.get('tab') ?? 'documents'}
            onChange={(tab) => setParams({ tab })}
            items={[
              {
                key: 'documents',
                label: '公示文件',
                children: (
                  <ListTable
                    name="公示文件"
                    rowKey={({ kind }) => kind}
                    rows={options(DOCUMENT_KINDS).map(({ value, label }) => ({
                      kind: value,
                      label,
                      document: page.documents.find(({ kind }) => kind === value),
                    }))}
                    expand={({ document }) => <p className="wrap">{document?.text ?? '还没有发布'}</p>}
                    columns={[
                      { title: '文件', text: ({ label }) => label },
                      { title: '标题', text: ({ document }) => orNone(document?.title) },
                      {
                        title: '版本',
                        align: 'right',
                        text: ({ document }) => document?.version,
                        render: ({ document }) =>
                          document ? `第 ${document.version} 版` : <Mark tone="bad">还没有发布</Mark>,
                      },
                      { title: '发布', text: ({ document }) => dateTime(document?.publishedAt) },
                      {
                        ...work('publishDocument'),
                        render: ({ kind, document }) => (
                          <Acts size="small" acts={[publishAct(kind, document?.title, document?.text)]} />
                        ),
                      },
                    ]}
                  />
                ),
              },
              {
                key: 'notices',
                label: '个人信息保护告知',
                children: (
                  <>
                    <div className="table-bar">
                      <Acts
                        acts={[
                          act({
                            label: '发布新版告知',
                            field: 'publishNotice',
                            tone: 'primary',
                            form: () => ({
                              draft: 'notice',
                              title: '发布新版个人信息保护告知',
                              submit: '发布',
                              document: PublishNotice,
                              intro: '发布后每个人下次打开时会看到，要重新同意。',
                              fields: PARTS.map((part) => ({
                                name: part,
                                label: notices[0]?.parts.find((one) => one.part === part)?.title ?? part,
                                kind: 'paragraph' as const,
                                required: true,
                                max: 5000,
                                initial: notices[0]?.parts.find((one) => one.part === part)?.text,
                              })),
                              variables: (values, requestId) => ({ input: { requestId, parts: values as never } }),
                            }),
                          }),
                        ]}
                      />
                    </div>
                    <Collapse
                      items={notices.map(({ version, publishedAt, parts, contentHash }) => ({
                        key: version,
                        label: `第 ${version} 版，${dateTime(publishedAt)}`,
                        children: (
                          <>
                            {parts.map(({ part, title, text }) => (
                              <section key={part}>
                                <h3>{title}</h3>
                                <p className="wrap">{text}</p>
                              </section>
                            ))}
                            <p className="quiet">指纹 {contentHash}</p>
                          </>
                        ),
                      }))}
                      defaultActiveKey={notices[0]?.version}
                    />
                  </>
                ),
              },
              {
                key: 'duty',
                label: '值班',
                children: (
                  <>
                    <div className="table-bar">
                      <Acts
                        acts={[
                          act({
                            label: '加一班',
                            field: 'saveDutyShift',
                            tone: 'primary',
                            form: () => ({
                              draft: 'shift',
                              title: '值班',
                              submit: '保存',
                              document: SaveDutyShift,
                              fields: [
                                {
                                  name: 'channel',
                                  label: '渠道',
                                  kind: 'choice',
                                  required: true,
                                  options: options(CHANNELS),
                                },
                                {
                                  name: 'weekday',
                                  label: '星期',
                                  kind: 'pick',
                                  required: true,
                                  options: options(WEEKDAYS),
                                },
                                {
                                  name: 'starts',
                                  label: '从',
                                  kind: 'text',
                                  required: true,
                                  max: 5,
                                  help: '例如 08:30',
                                },
                                { name: 'ends', label: '到', kind: 'text', required: true, max: 5, help: '例如 17:30' },
                                { name: 'person', label: '值班人', kind: 'text', required: true, max: 40 },
                              ],
                              variables: ({ channel, weekday, starts, ends, person }) => ({
                                input: {
                                  channel: channel as string,
                                  weekday: Number(weekday),
                                  starts: starts as string,
                                  ends: ends as string,
                                  person: person as string,
                                },
                              }),
                            }),
                          }),
                        ]}
                      />
                    </div>
                    <Card>
                      {page.staffedHours.map(({ channel, hoursAWeek, hoursAWeekMin }) => (
                        <p key={channel}>
                          {word(CHANNELS, channel)}：每周 {hoursAWeek.toFixed(1)} 小时有人{' '}
                          <Mark tone={hoursAWeek >= hoursAWeekMin ? 'good' : 'bad'}>
                            {hoursAWeek >= hoursAWeekMin ? '达到' : '没有达到'}要求的 {hoursAWeekMin} 小时
                          </Mark>
                        </p>
                      ))}
                    </Card>
                    <ListTable
                      name="值班"
                      rowKey={({ id }) => id}
                      rows={page.dutyRoster}
                      columns={[
                        { title: '渠道', text: ({ channel }) => word(CHANNELS, channel), sort: true },
                        { title: '星期', text: ({ weekday }) => word(WEEKDAYS, String(weekday)), sort: true },
                        {
                          title: '时间',
                          text: ({ startsMinute, endsMinute }) => `${clock(startsMinute)}–${clock(endsMinute)}`,
                        },
                        { title: '值班人', text: ({ person }) => person },
                        {
                          ...work('saveDutyShift'),
                          render: ({ id, channel, weekday, startsMinute, endsMinute, person }) => (
                            <Acts
                              size="small"
                              acts={[
                                act({
                                  label: '取消这一班',
                                  field: 'saveDutyShift',
                                  tone: 'danger',
                                  confirm: '这一班以后没有人值。',
                                  document: SaveDutyShift,
                                  variables: {
                                    input: {
                                      id,
                                      channel,
                                      weekday,
                                      starts: clock(startsMinute),
                                      ends: clock(endsMinute),
                                      person,
                                      active: false,
                                    },
                                  },
                                }),
                              ]}
                            />
                          ),
                        },
                      ]}
                    />
                  </>
                ),
              },
              {
                key: 'response',
                label: '响应时间',
                children: (
                  <ListTable
                    name="响应时间"
                    rowKey={({ activity }) => activity}
                    rows={page.responseTimes}
                    columns={[
                      { title: '事项', text: ({ title }) => title },
                      { title: '承诺', text: ({ promised }) => promised },
                      {
                        title: '近 90 天实际（中位数）',
                        align: 'right',
                        text: ({ measuredHours }) =>
                          measuredHours === null || measuredHours === undefined
                            ? '没有'
                            : `${measuredHours.toFixed(1)} 小时`,
                      },
                      { title: '件数', align: 'right', text: ({ caseCount }) => caseCount },
                    ]}
                  />
                ),
              },
            ]}
          />
        )}
      </Shown>
    </>
  );
}

export function ReturnsPage() {
  const produce = act({
    label: '生成报表',
    field: 'produceReturn',
    tone: 'primary',
    form: () => ({
      draft: 'return',
      title: '生成报表',
      submit: '生成',
      document: ProduceReturn,
      fields: [
        { name: 'kind', label: '报表', kind: 'choice', required: true, options: options(RETURN_KINDS) },
        {
          name: 'period',
          label: '期间',
          kind: 'text',
          required: true,
          max: 8,
          help: '月报写 2026-10，半年报写 2026-H1，季报写 2026-Q3',
        },
      ],
      variables: ({ kind, period }, requestId) => ({
        input: { requestId, kind: kind as string, period: period as string },
      }),
    }),
  });
  return (
    <>
      <PageHead title="统计报送" note="按时报给市场监管和税务；先生成，再核准，报送后登记回执">
        <Acts acts={[produce]} />
      </PageHead>
      <DataTable
        name="统计报送"
        document={StatisticalReturns}
        variables={({ kind, state }, page) => ({ ...page, kind, state })}
        rows={({ statisticalReturns }) => statisticalReturns}
        rowKey={({ id }) => id}
        empty="没有这样的报表"
        filters={[
          { name: 'kind', label: '报表', options: options(RETURN_KINDS) },
          { name: 'state', label: '状态', options: options(RETURN_STATES) },
        ]}
        expand={({ content }) => <pre className="code">{pretty(content)}</pre>}
        columns={[
          { title: '报表', text: ({ kind }) => word(RETURN_KINDS, kind) },
          { title: '期间', text: ({ period }) => period, sort: 'period' },
          {
            title: '状态',
            sort: 'state',
            text: ({ state }) => word(RETURN_STATES, state),
            render: ({ state }) => <Mark tone={state === 'filed' ? 'good' : 'busy'}>{word(RETURN_STATES, state)}</Mark>,
          },
          {
            title: '应报',
            text: ({ dueAt }) => date(dueAt),
            sort: 'dueAt',
            render: ({ dueAt, filedAt }) => <Due at={dueAt} done={!!filedAt} />,
          },
          { title: '生成', sort: 'producedAt', text: ({ producedAt }) => dateTime(producedAt) },
          { title: '报送', text: ({ filedAt }) => dateTime(filedAt) },
          { title: '回执', text: ({ receipt }) => orNone(receipt) },
          {
            ...work('approveReturn'),
            render: ({ id, availableActions }) => (
              <Acts
                size="small"
                available={availableActions}
                acts={[
                  act({
                    label: '核准',
                    field: 'approveReturn',
                    action: 'approve',
                    confirm: '核准后可以报送。',
                    document: ApproveReturn,
                    variables: { input: { returnId: id } },
                  }),
                  act({
                    label: '登记回执',
                    field: 'fileReturn',
                    action: 'file',
                    form: () => ({
                      draft: `file.${id}`,
                      title: '登记报送回执',
                      submit: '登记',
                      document: FileReturn,
                      fields: [{ name: 'receipt', label: '回执号', kind: 'text', required: true, max: 80 }],
                      variables: ({ receipt }) => ({ input: { returnId: id, receipt: receipt as string } }),
                    }),
                  }),
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}
function pretty(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

export function OversightPage() {
  const askAct = act({
    label: '提出',
    field: 'askOversight',
    tone: 'primary',
    form: () => ({
      draft: 'oversight',
      title: '向平台提出要求或意见',
      submit: '提出',
      document: AskOversight,
      fields: [
        { name: 'subject', label: '事由', kind: 'text', required: true, max: 120 },
        { name: 'text', label: '内容', kind: 'paragraph', required: true, max: 4000 },
      ],
      variables: ({ subject, text }, requestId) => ({
        input: { requestId, subject: subject as string, text: text as string },
      }),
    }),
  });
  return (
    <>
      <PageHead title="监管与行业来件" note={`${useWithin('answerOversight')}内答复`}>
        <Acts acts={[askAct]} />
      </PageHead>
      <DataTable
        name="来件"
        document={OversightRequests}
        variables={({ from, open }, page) => ({ ...page, from, onlyOpen: open === 'yes' })}
        rows={({ oversightRequests }) => oversightRequests}
        rowKey={({ id }) => id}
        empty="没有来件"
        filters={[
          { name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有答复' }] },
          { name: 'from', label: '来自', options: options(OVERSEERS) },
        ]}
        expand={({ text, answer, answerHash }) => (
          <Facts
            columns={1}
            of={[
              ['内容', text],
              ['答复', answer],
              ['答复指纹', answerHash],
            ]}
          />
        )}
        columns={[
          { title: '来自', text: ({ from }) => word(OVERSEERS, from) },
          { title: '事由', text: ({ subject }) => subject },
          { title: '收到', text: ({ askedAt }) => dateTime(askedAt), sort: 'askedAt' },
          {
            title: '应答复',
            text: ({ dueAt }) => dateTime(dueAt),
            sort: 'dueAt',
            render: ({ dueAt, answeredAt }) => <Due at={dueAt} done={!!answeredAt} />,
          },
          { title: '答复', text: ({ answeredAt }) => dateTime(answeredAt) },
          {
            ...work('answerOversight'),
            render: ({ id, subject, availableActions }) => (
              <Acts
                size="small"
                available={availableActions}
                acts={[
                  act({
                    label: '答复',
                    field: 'answerOversight',
                    action: 'answer',
                    tone: 'primary',
                    form: () => ({
                      draft: `oversight.${id}`,
                      title: `答复：${subject}`,
                      submit: '答复',
                      document: AnswerOversight,
                      fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 4000 }],
                      variables: ({ answer }) => ({ input: { oversightId: id, answer: answer as string } }),
                    }),
                  }),
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}

export function HelpPage() {
  return (
    <>
      <PageHead title="商家提问" />
      <DataTable
        name="商家提问"
        document={HelpRequests}
        variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
        rows={({ helpRequests }) => helpRequests}
        rowKey={({ id }) => id}
        filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有答复' }], initial: 'yes' }]}
        empty="没有人在等答复"
        columns={[
          { title: '主体', text: ({ party }) => orNone(party?.name) },
          {
            title: '问题',
            text: ({ question }) => question,
            render: ({ question }) => <span className="wrap">{question}</span>,
            width: 300,
          },
          { title: '提问', sort: 'askedAt', text: ({ askedAt }) => dateTime(askedAt) },
          {
            title: '答复',
            text: ({ answer }) => orNone(answer),
            render: ({ answer }) => <span className="wrap">{orNone(answer)}</span>,
            width: 240,
          },
          {
            ...work('answerHelp'),
            render: ({ id, answer, availableActions }) =>
              answer ? (
                <State of="done" text="已答复" />
              ) : (
                <Acts
                  size="small"
                  available={availableActions}
                  acts={[
                    act({
                      label: '答复',
                      field: 'answerHelp',
                      action: 'answer',
                      tone: 'primary',
                      form: () => ({
                        draft: `help.${id}`,
                        title: '答复提问',
                        submit: '答复',
                        document: AnswerHelp,
                        fields: [{ name: 'answer', label: '答复', kind: 'paragraph', required: true, max: 2000 }],
                        variables: ({ answer: text }) => ({ input: { helpRequestId: id, answer: text as string } }),
                      }),
                    }),
                  ]}
                />
              ),
          },
        ]}
      />
    </>
  );
}
