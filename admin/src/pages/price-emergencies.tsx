import { Link } from 'react-router';
import {
  DecidePriceEmergency,
  DecidePriceHold,
  DeclarePriceEmergency,
  DueKindWords,
  EndPriceEmergency,
  PriceEmergencies,
  PriceEmergencyActWords,
  PriceHoldActWords,
  PriceHolds,
  PriceHoldStateWords,
  RiseBasisWords,
  TariffServiceWords,
  type PriceEmergenciesQuery,
  type PriceEmergencyState,
  type PriceHoldsQuery,
  type PriceHoldState,
} from '../api/admin.ts';
import { SAID } from '../lib/said.ts';
import { date, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due, Mark, type Tone } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Shown } from '../ui/States.tsx';
import { Fees } from './price-emergencies/Fees.tsx';
import { Tariffs } from './price-emergencies/Tariffs.tsx';

type Rule = PriceEmergenciesQuery['priceEmergencies'][number];
type Hold = PriceHoldsQuery['priceHolds']['edges'][number]['node'];

/** Prices in an emergency: which rules bind, and what waits under them. */
export function PriceEmergenciesPage() {
  const tabs = [
    { key: 'holds', label: DueKindWords.PRICE_HOLD, asks: 'priceHolds', children: <HoldTable /> },
    { key: 'tariffs', label: '运费变动', asks: 'decideTariffChange', children: <Tariffs /> },
    { key: 'fees', label: TariffServiceWords.PLATFORM, asks: 'proposePlatformFee', children: <Fees /> },
    { key: 'rules', label: '应急规则', asks: 'priceHolds', children: <Rules /> },
  ].filter(({ asks }) => may(asks));
  return (
    <>
      <PageHead
        title="涨价核实"
        note="主管部门宣布应急时，按文件写的幅度管涨价：超过的先按原价卖，核实过才生效；到时间没人核实就不涨。运费和平台服务费要先公布满七天才涨，涨得多的要有人看过"
      />
      <PageTabs items={tabs} />
    </>
  );
}

const decideHold = (hold: Hold, allow: boolean) =>
  act({
    label: allow ? PriceHoldActWords.ALLOW : PriceHoldActWords.REFUSE,
    field: 'decidePriceHold',
    action: allow ? 'ALLOW' : 'REFUSE',
    tone: allow ? 'primary' : 'danger',
    form: () => ({
      draft: `price-hold.${hold.id}.${allow}`,
      title: `${hold.title}：从${yuan(hold.currentFen)}涨到${yuan(hold.retailFen)}`,
      submit: allow ? PriceHoldActWords.ALLOW : PriceHoldActWords.REFUSE,
      intro: allow ? '新价马上生效，商家会收到消息' : '还按原价卖，商家会收到消息',
      document: DecidePriceHold,
      fields: [{ name: 'reason', label: SAID.lookedInto, kind: 'paragraph', required: true, max: 500 }],
      variables: ({ text }) => ({ input: { holdId: hold.id, allow, reason: text('reason') } }),
    }),
  });

const HOLD_TONES: Readonly<Record<PriceHoldState, Tone>> = {
  WAITING: 'warn',
  ALLOWED: 'good',
  REFUSED: 'bad',
  LAPSED: 'quiet',
  REPLACED: 'quiet',
  FREED: 'quiet',
};

function HoldTable() {
  return (
    <DataTable
      name={DueKindWords.PRICE_HOLD}
      document={PriceHolds}
      variables={({ state }, page) => ({ ...page, state })}
      rows={({ priceHolds }) => priceHolds}
      rowKey={({ id }) => id}
      empty="没有等核实的涨价"
      filters={[{ name: 'state', label: '状态', options: options(PriceHoldStateWords) }]}
      columns={[
        {
          title: '商品',
          text: ({ title, sku }) => `${title} ${sku?.specification ?? ''}`.trim(),
          render: ({ title, sku }) =>
            sku?.product ? (
              <Link to={`/products/${sku.product.id}`}>
                {title} {sku.specification}
              </Link>
            ) : (
              title
            ),
        },
        { title: '现价', align: 'right', text: ({ currentFen }) => yuan(currentFen) },
        { title: '想涨到', align: 'right', sort: 'RETAIL_FEN', text: ({ retailFen }) => yuan(retailFen) },
        { title: '应急前', align: 'right', text: ({ baseFen }) => yuan(baseFen) },
        { title: '不用核实的上限', align: 'right', text: ({ limitFen }) => yuan(limitFen) },
        { title: '依据', text: ({ emergency }) => orNone(emergency?.document) },
        {
          title: '状态',
          sort: 'STATE',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel }) => <Mark tone={HOLD_TONES[state]}>{stateLabel}</Mark>,
        },
        {
          title: '最晚核实',
          sort: 'DUE_AT',
          text: ({ dueAt }) => date(dueAt),
          render: ({ dueAt, state }) => <Due at={dueAt} done={state !== 'WAITING'} />,
        },
        { title: '说明', text: ({ reason }) => orNone(reason) },
        {
          ...work('decidePriceHold'),
          render: (hold) => (
            <Acts
              size="small"
              available={hold.availableActions}
              acts={[decideHold(hold, true), decideHold(hold, false)]}
            />
          ),
        },
      ]}
    />
  );
}

const declareAct = ({ categories }: PriceEmergenciesQuery) =>
  act({
    label: '录入应急规则',
    field: 'declarePriceEmergency',
    tone: 'primary',
    form: () => ({
      draft: 'price-emergency',
      title: '录入主管部门的应急价格规则',
      submit: '录入',
      intro: '照文件填，数字都用文件里的。另一位管理员对过文件、确认以后才生效',
      document: DeclarePriceEmergency,
      fields: [
        { name: 'issuer', label: '发文机关', kind: 'text', required: true, max: 80 },
        { name: 'document', label: '文号', kind: 'text', required: true, max: 80 },
        { name: 'region', label: '在哪里有效', kind: 'text', required: true, max: 80 },
        {
          name: 'categoryIds',
          label: '管哪些商品',
          kind: 'choices',
          options: categories.map(({ id, path }) => ({ value: id, label: path })),
        },
        { name: 'services', label: '管哪些服务', kind: 'choices', options: options(TariffServiceWords) },
        { name: 'basis', label: '和什么比', kind: 'choice', required: true, options: options(RiseBasisWords) },
        { name: 'risePercent', label: '涨过百分之几要核实', kind: 'whole', required: true },
        { name: 'startsOn', label: '从哪天起', kind: 'date', required: true },
        { name: 'endsOn', label: '到哪天止', kind: 'date', required: true },
      ],
      variables: ({ number, one, some, text, texts }, requestId) => ({
        input: {
          requestId,
          issuer: text('issuer'),
          document: text('document'),
          region: text('region'),
          categoryIds: texts('categoryIds'),
          services: some('services', TariffServiceWords),
          basis: one('basis', RiseBasisWords),
          risePercent: number('risePercent'),
          startsOn: text('startsOn'),
          endsOn: text('endsOn'),
        },
      }),
    }),
  });

const said = ({ document, basis, risePercent }: Rule): string =>
  `${document}：比${RiseBasisWords[basis]}涨过${risePercent}%的要核实`;

const decideRule = (rule: Rule, confirm: boolean) =>
  act({
    label: confirm ? PriceEmergencyActWords.CONFIRM : PriceEmergencyActWords.DROP,
    field: 'decidePriceEmergency',
    action: confirm ? 'CONFIRM' : 'DROP',
    tone: confirm ? 'primary' : 'danger',
    confirm: confirm ? `对过文件了？${said(rule)}。确认后马上管起来。` : `${said(rule)}。作废后要用再重新录入。`,
    document: DecidePriceEmergency,
    variables: { input: { emergencyId: rule.id, confirm } },
  });

const endRule = (rule: Rule) =>
  act({
    label: PriceEmergencyActWords.END,
    field: 'endPriceEmergency',
    action: 'END',
    tone: 'danger',
    form: () => ({
      draft: `price-emergency.${rule.id}`,
      title: `${rule.document}不再有效`,
      submit: PriceEmergencyActWords.END,
      intro: '马上不再管涨价；在等核实的，商家可以重新改价',
      document: EndPriceEmergency,
      fields: [{ name: 'reason', label: '依据', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { emergencyId: rule.id, reason: text('reason') } }),
    }),
  });

const RULE_TONES: Readonly<Record<PriceEmergencyState, Tone>> = {
  ENTERED: 'warn',
  IN_FORCE: 'bad',
  LAPSED: 'quiet',
  DROPPED: 'quiet',
  ENDED: 'quiet',
};

function Rules() {
  const asked = useAsk(PriceEmergencies, {});
  return (
    <Shown asked={asked}>
      {(data) => (
        <>
          <div className="bar no-print">
            <Acts acts={[declareAct(data)]} />
          </div>
          <ListTable
            name="应急规则"
            rowKey={({ id }) => id}
            rows={data.priceEmergencies}
            empty="没有应急规则，价格照平常管"
            columns={[
              { title: '文号', text: ({ document }) => document },
              {
                title: '状态',
                text: ({ stateLabel }) => stateLabel,
                render: ({ state, stateLabel }) => <Mark tone={RULE_TONES[state]}>{stateLabel}</Mark>,
              },
              { title: '发文机关', roomy: true, text: ({ issuer }) => issuer },
              { title: '在哪里', roomy: true, text: ({ region }) => region },
              {
                title: '管哪些',
                text: ({ categories, services }) =>
                  [...categories.map(({ path }) => path), ...services.map((one) => TariffServiceWords[one])].join('、'),
              },
              {
                title: '涨多少要核实',
                text: ({ basis, risePercent }) => `比${RiseBasisWords[basis]}高 ${risePercent}% 以上`,
              },
              { title: '从', text: ({ startsAt }) => date(startsAt), sort: true },
              { title: '到', text: ({ endsAt }) => date(new Date(Date.parse(endsAt) - 1).toISOString()) },
              {
                ...work('decidePriceEmergency|endPriceEmergency'),
                render: (rule) => (
                  <Acts
                    size="small"
                    available={rule.availableActions}
                    acts={[decideRule(rule, true), decideRule(rule, false), endRule(rule)]}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
