import { Button, Form, Layout, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import { ClientError, type Trouble as Kind } from './lib/client.ts';
import { serverNow } from './lib/clock.ts';
import { celsius, dateTime, yuan } from './lib/format.ts';
import type { Asked } from './lib/use.ts';
import { ICONS } from './icons.ts';
import { Acts } from './ui/Acts.tsx';
import { Boundary } from './ui/Boundary.tsx';
import { Brand } from './ui/Brand.tsx';
import { Curve, Legend, Share, Stack, type Part, type Point } from './ui/Chart.tsx';
import type { Column } from './ui/columns.tsx';
import { CountyMap } from './ui/CountyMap.tsx';
import { COUNTIES_DRAWN, useCountyDrawing } from './ui/county-drawing.ts';
import { control, type Field } from './ui/fields.tsx';
import { Card, Facts, Figures } from './ui/Facts.tsx';
import { Export } from './ui/Export.tsx';
import { FilterBar } from './ui/FilterBar.tsx';
import { FileField } from './ui/FileField.tsx';
import { Finder } from './ui/Finder.tsx';
import { FormDialog } from './ui/FormDialog.tsx';
import { Icon, type IconName } from './ui/Icon.tsx';
import { Code, Row, space } from './ui/layout.tsx';
import { ListTable } from './ui/ListTable.tsx';
import { Id } from './ui/Id.tsx';
import { Clause, Due, Mark, State, YesNo, type Tone } from './ui/marks.tsx';
import { PageHead } from './ui/PageHead.tsx';
import { PageTabs } from './ui/PageTabs.tsx';
import { Pager } from './ui/Pager.tsx';
import { FileView, Papers } from './ui/Papers.tsx';
import { PartyLink } from './ui/PartyLink.tsx';
import { PartyPicker } from './ui/PartyPicker.tsx';
import { RefusalAlert } from './ui/RefusalAlert.tsx';
import { RowsField } from './ui/RowsField.tsx';
import { NotFound, Nothing, Shown, Trouble } from './ui/States.tsx';

/**
 * Every piece of the office in all its states, for whoever changes how it looks. In development only: the pages that
 * are served know nothing of it.
 */

const HOUR_MS = 3_600_000;
const from = (hours: number): string => new Date(serverNow() + hours * HOUR_MS).toISOString();

const asked = (more: Partial<Asked<string>>): Asked<string> => ({
  data: undefined,
  error: undefined,
  loading: false,
  again: () => undefined,
  ...more,
});
const trouble = (kind: Kind, message: string, requestId?: string) =>
  asked({ error: new ClientError(kind, message, requestId) });
const STATES: readonly (readonly [title: string, asked: Asked<string>])[] = [
  ['平常', asked({ data: '读到了' })],
  ['在读', asked({ loading: true })],
  ['出错', trouble('failed', '平台暂时没有回应，请稍后再试', '01J8EXAMPLE')],
  ['断网', trouble('offline', '网络断开了，请检查网络')],
  ['没有权限', trouble('forbidden', '这一页给财务员看')],
  ['太忙', trouble('tooMany', '问得太频繁了，请稍等一会儿')],
  ['要重新登录', trouble('unauthenticated', '登录已过期')],
];
const TONES: readonly (readonly [Tone, string])[] = [
  ['good', '核过'],
  ['warn', '等着'],
  ['bad', '超了'],
  ['busy', '在办'],
  ['quiet', '平常'],
];
const PARTS: readonly Omit<Part, 'count'>[] = [
  { label: '1 天', weight: 0.25 },
  { label: '3 天', weight: 0.5 },
  { label: '7 天', weight: 0.8 },
  { label: '更久', weight: 'worst' },
];
const POINTS: readonly Point[] = Array.from({ length: 40 }, (_, i) => {
  const celsiusMean = i < 28 ? 3.5 + Math.sin(i / 5) / 2 : 3.5 + (i - 27) * 0.5;
  return {
    deviceId: '温度计 1',
    at: from((i - 40) / 12),
    celsiusMin: celsiusMean,
    celsiusMax: celsiusMean,
    celsiusMean,
  };
});
interface Line {
  id: string;
  name: string;
  fen: number;
}
const LINES: readonly Line[] = [
  { id: '1', name: '稻花香2号 5斤', fen: 3850 },
  { id: '2', name: '秋木耳', fen: 2980 },
];
const columns: Column<Line>[] = [
  { title: '货', sort: true, text: ({ name }) => name },
  { title: '货款', sort: true, align: 'right', text: ({ fen }) => yuan(fen) },
];
const CHOICES = [
  { value: 'a', label: '退款' },
  { value: 'b', label: '补一件' },
];
const FIELDS: readonly Field[] = [
  { name: 'text', label: '一行字', kind: 'text' },
  { name: 'paragraph', label: '一段话', kind: 'paragraph' },
  { name: 'yuan', label: '多少钱', kind: 'yuan', help: '写作 128.50' },
  { name: 'choice', label: '选一个', kind: 'choice', options: CHOICES },
  { name: 'pick', label: '从多的里选一个', kind: 'pick', options: CHOICES },
  { name: 'date', label: '哪天', kind: 'date' },
  { name: 'switch', label: '是不是', kind: 'switch' },
  { name: 'whole', label: '几件', kind: 'whole' },
  { name: 'number', label: '多少度', kind: 'number' },
  { name: 'choices', label: '选几个', kind: 'choices', options: CHOICES },
  { name: 'moment', label: '几点', kind: 'moment' },
  { name: 'password', label: '密码', kind: 'password' },
];
/** As many as are drawn: every township, busier from one to the next. */
function County() {
  const codes = Object.keys(useCountyDrawing(COUNTIES_DRAWN[0])?.townships ?? {});
  const townships = codes.map((code, i) => ({
    code,
    name: `第 ${i + 1} 乡`,
    arrived: i,
    underWay: i % 3,
    late: i === 4 ? 1 : 0,
  }));
  return <CountyMap of={townships} to={() => '/examples'} />;
}
const isIcon = (name: string): name is IconName => name in ICONS;

const Part_ = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card title={title}>
    <div style={{ display: 'grid', gap: space(3) }}>{children}</div>
  </Card>
);

const Signs = () => (
  <>
    <Part_ title="记号">
      <Row>
        {TONES.map(([tone, text]) => (
          <Mark key={tone} tone={tone}>
            {text}
          </Mark>
        ))}
        <Clause of="7.5.w" />
        <State of="APPROVED" text="已通过" />
        <State of="REJECTED" text="未通过" />
        <YesNo value />
        <YesNo value={false} />
        <YesNo value={null} />
        <Id value="01J8EXAMPLE0001" />
      </Row>
      <Row gap={6}>
        <Due at={from(-20)} />
        <Due at={from(14)} />
        <Due at={from(90)} />
        <Due at={from(-20)} done />
        <Due at={null} />
      </Row>
    </Part_>
    <Part_ title="数和事">
      <Figures
        of={[
          ['现在', celsius(9.4)],
          ['里面的包裹', '14 件'],
          ['货款', yuan(128650)],
        ]}
      />
      <Facts
        of={[
          ['什么时候', dateTime(from(0))],
          ['谁', '赵春生'],
          ['不写的', null],
        ]}
      />
      <Code>{'5a2f 9c1d'}</Code>
    </Part_>
    <Part_ title="按钮：平常、另一件、等着、没有权限">
      <Space wrap>
        <Button type="primary">主要的一件</Button>
        <Button>另一件</Button>
        <Button danger>收回不了的</Button>
        <Button loading>在办</Button>
      </Space>
      <Acts acts={[{ label: '裁定', field: 'decideComplaint' }]} />
      <RefusalAlert
        type="warning"
        refusal={{
          message: '已超过一天，订单将自动取消并退款',
          clause: '7.5.w',
          details: [{ text: '第二行：没有货了' }],
        }}
      />
    </Part_>
    <Part_ title="图标">
      <Row gap={2}>
        {Object.keys(ICONS)
          .filter(isIcon)
          .map((name) => (
            <Icon key={name} name={name} size={24} />
          ))}
      </Row>
      <Brand />
    </Part_>
  </>
);

const Drawings = () => (
  <>
    <Part_ title="曲线：允许、超了、报警">
      <Curve points={POINTS} limits={{ min: 0, max: 6 }} alarms={[{ startedAt: from(-0.8), endedAt: null }]} />
    </Part_>
    <Part_ title="占多少，怎么堆的">
      <Share of={0.97}>97%</Share>
      <Share of={0.4} bad>
        40%
      </Share>
      <Legend parts={PARTS} />
      <Stack most={10} parts={PARTS.map((part, i) => ({ ...part, count: 4 - i }))} />
    </Part_>
    <Part_ title="县里">
      <County />
    </Part_>
  </>
);

const FILTERS = [
  { name: 'text', label: '写几个字' },
  { name: 'choice', label: '办法', options: CHOICES },
  { name: 'day', label: '哪天', kind: 'day' },
] as const;
const nothing = (): void => undefined;
const Broken = (): ReactNode => {
  throw new Error('as a page that fails');
};
/** A form over the page: what is wrong stands at its fields. */
function Asked_() {
  const [open, setOpen] = useState(false);
  const form = {
    draft: 'example',
    title: '裁定',
    submit: '裁定',
    fields: FIELDS,
    document: NOT_SENT,
    variables: () => ({}),
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>打开一张表</Button>
      {open && <FormDialog form={form} onClose={() => setOpen(false)} />}
    </>
  );
}
const NOT_SENT = { name: 'Example', hash: '', kind: 'mutation' } as const;

const Lists = () => (
  <>
    <Part_ title="表：有、在读、空">
      <ListTable bare name="货" rowKey={({ id }) => id} rows={LINES} columns={columns} />
      <ListTable bare loading name="货" rowKey={({ id }) => id} rows={LINES} columns={columns} />
      <ListTable bare name="货" rowKey={({ id }) => id} rows={[]} columns={columns} empty="还没有货" />
      <Pager size={20} trail={['a']} nextCursor="b" onSize={() => undefined} onTrail={() => undefined} />
    </Part_>
    <Part_ title="空、没有找到、没有扫描件">
      <Nothing text="现在没有要办的事" />
      <NotFound />
      <Trouble error={new ClientError('notFound', '没有找到，或不属于您')} />
      <Boundary>
        <Broken />
      </Boundary>
      <FileView path="example" title="打不开的扫描件" />
      <FileField label="要交的扫描件" edge="catalog" purpose="example" />
      <FileField label="交过的扫描件" edge="catalog" purpose="example" value="example" />
      <Papers
        folder=""
        papers={[{ id: '1', title: '营业执照', number: '93000000', issuer: '市场监管局', validUntilOn: '2020-01-01' }]}
      />
    </Part_>
    <Part_ title="找和导出">
      <FilterBar filters={FILTERS} chosen={{}} change={nothing} />
      <Finder label="找一个" hint="写几个字" missing="没有这样的" find={async () => CHOICES} />
      <PartyPicker label="商家" />
      <Row>
        <PartyLink of={{ id: '1', name: '王秀兰家' }} />
        <PartyLink of={null} />
        <Export name="货" columns={columns} pages={() => new Promise<never>(nothing)} />
        <Export name="货" columns={columns} pages={() => Promise.reject(new ClientError('offline', '网络断开了'))} />
      </Row>
      <PageTabs items={CHOICES.map(({ value, label }) => ({ key: value, label, children: `${label}的内容` }))} />
    </Part_>
    <Part_ title="填的">
      <Asked_ />
      <Form layout="vertical" initialValues={{ rows: [{}] }}>
        <RowsField name="rows" label="几行" rows={FIELDS.slice(0, 2)} />
        {FIELDS.map((field) => (
          <Form.Item key={field.name} name={field.name} label={field.label} extra={field.help}>
            {control(field)}
          </Form.Item>
        ))}
        <Form.Item name="wrong" label="填错了" validateStatus="error" help="请填写理由">
          {control({ name: 'wrong', label: '填错了', kind: 'text' })}
        </Form.Item>
      </Form>
    </Part_>
  </>
);

export function Examples() {
  return (
    <Layout.Content style={{ padding: space(4) }}>
      <PageHead title="样子" note="每一样东西的每一种时候，只在开发时有" back={{ to: '/', label: '今日' }} />
      <div className="beside">
        {STATES.map(([title, state]) => (
          <Part_ key={title} title={title}>
            <Shown asked={state}>{(text) => <p>{text}</p>}</Shown>
          </Part_>
        ))}
        <Signs />
        <Drawings />
        <Lists />
      </div>
    </Layout.Content>
  );
}
