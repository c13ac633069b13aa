import { useEffect, useMemo, useState } from 'react';
import { Portal, type PortalQuery } from '../api.ts';
import { siteFacts, useAsk, type SiteFacts } from '../lib/ask.ts';
import { Way } from '../lib/route.tsx';
import { hours, monthBefore, monthOnly, near, shortDay, today } from '../lib/words.ts';
import { Qr } from '../qr.tsx';
import { Shown } from '../ui.tsx';
import { Panel } from './Panel.tsx';
import { TraceForm } from './TraceForm.tsx';

type Month = PortalQuery['last'];
type Product = NonNullable<PortalQuery['products']>['edges'][number]['node'];

/** The county as it looks now, whom one buys from here, and what has become of it. */
export function Home() {
  const [facts, setFacts] = useState<SiteFacts | null>(null);
  useEffect(() => void siteFacts().then(setFacts), []);
  const months = useMemo(() => ({ last: monthBefore(today(), 1), before: monthBefore(today(), 2) }), []);
  const asked = useAsk(Portal, months);
  return (
    <>
      <div className="hero over row start gap-6">
        <div className="grow">
          <h1 className="voice">
            黑土里长的，
            <br />
            有名有姓地卖
          </h1>
          <TraceForm />
        </div>
        {facts?.sandbox ? (
          <div className="card market middle small lifted">
            <Qr text={`${facts.phone ?? location.origin}/m/`} title="小程序">
              扫一扫，进集市
            </Qr>
            <a href="#try">演示数据，试一试</a>
          </div>
        ) : null}
      </div>
      <Shown asked={asked}>
        {({ responseTimes, last, before, products }) => {
          const assessed = last.edges.length > 0 ? last : before;
          return (
            <>
              <Figures times={responseTimes} assessed={assessed} />
              <section>
                <div className="between">
                  <h2 className="voice head">这周的人和地</h2>
                  <span className="grey">{shortDay(today())}</span>
                </div>
                <div className="shelf beside top-3">
                  <People products={(products?.edges ?? []).map(({ node }) => node)} />
                  <Assessed assessed={assessed} />
                </div>
              </section>
            </>
          );
        }}
      </Shown>
      {facts?.sandbox ? <Panel sandbox={facts.sandbox} canBeReached={facts.phone !== null} /> : null}
    </>
  );
}

/** How much of it was done, of all that were assessed. */
function shareOf({ edges }: Month, metric: string): { good: number; total: number; parties: number } {
  const figures = edges.flatMap(({ node }) => node.figures.filter((one) => one.metric === metric && one.total > 0));
  const sum = (part: 'good' | 'total') => figures.reduce((all, one) => all + one[part], 0);
  return { good: sum('good'), total: sum('total'), parties: figures.length };
}
const ONE_DECIMAL = 1000;
const percent = (good: number, total: number): string =>
  `${Math.floor((good / total) * ONE_DECIMAL) / (ONE_DECIMAL / 100)}%`;

/** Four figures that anybody may check: each opens the page that it comes from. */
function Figures({ times, assessed }: { times: PortalQuery['responseTimes']; assessed: Month }) {
  const month = assessed.edges[0]?.node.month;
  const sold = shareOf(assessed, 'orders-confirmed-in-time').parties;
  const inTime = shareOf(assessed, 'deliveries-in-time');
  const took = (activity: string) => times.find((one) => one.activity === activity)?.measuredHours;
  const [shipping, complaint] = [took('shipping'), took('complaint-settlement')];
  const results = month ? `/results?month=${month}` : '/results';
  const shown = [
    month && sold > 0 && { title: `${monthOnly(month)}卖出货的`, figure: `${sold} 家`, href: results },
    month &&
      inTime.total > 0 && {
        title: `${monthOnly(month)}按时送到`,
        figure: percent(inTime.good, inTime.total),
        href: results,
      },
    shipping != null && { title: '付了钱多久发货', figure: hours(shipping), href: '/services' },
    complaint != null && { title: '投诉多久有结果', figure: hours(complaint), href: '/services' },
  ].flatMap((one) => one || []);
  if (shown.length === 0) return null;
  return (
    <div className="card figures over beside pad-0 clip">
      {shown.map(({ title, figure, href }) => (
        <Way key={title} href={href} className="pad-x-4 pad-y-3">
          <div className="grey">{title}</div>
          <b className="figure">{figure}</b>
        </Way>
      ))}
    </div>
  );
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
const PEOPLE_MAX = 3;
/** Each grower with something of theirs; others each week. */
function growersOf(products: readonly Product[]) {
  const all = products.flatMap((product) => {
    const [grower] = product.shop?.growers ?? [];
    return grower && product.shop ? [{ grower, shop: product.shop, product }] : [];
  });
  // What stands first on the shelf stands for its grower.
  const each = all.filter(({ grower }, i) => all.findIndex((one) => one.grower.id === grower.id) === i);
  const first = each.length > 0 ? Math.floor(Date.now() / WEEK_MS) % each.length : 0;
  return [...each.slice(first), ...each.slice(0, first)].slice(0, PEOPLE_MAX);
}

function People({ products }: { products: readonly Product[] }) {
  const people = useMemo(() => growersOf(products), [products]);
  return people.map(({ grower, shop, product }) => (
    <Person key={grower.id} grower={grower} shop={shop.name} product={product} />
  ));
}

const SAID_MAX = 36;
/** The first sentences of what somebody tells, as many as fit. */
function said(story: string): string {
  let text = '';
  for (const sentence of story.split(/(?<=。)/)) {
    if (text && text.length + sentence.length > SAID_MAX) break;
    text += sentence;
  }
  return text;
}

interface PersonProps {
  grower: NonNullable<Product['shop']>['growers'][number];
  shop: string;
  product: Product;
}
function Person({ grower, shop, product }: PersonProps) {
  const field = product.pictures.find(({ shows }) => shows === 'FIELD') ?? product.pictures[0];
  const [lot] = product.lots;
  const passed = lot?.inspections.find((one) => one.passed);
  const told = [lot?.producerAddress && near(lot.producerAddress), passed && `${shortDay(passed.inspectedOn)}检验合格`];
  return (
    <article className="person card over pad-0 clip">
      {field ? (
        <img
          className="whole cover"
          height={104}
          src={`/edges/catalog/files/${field.id}`}
          alt={field.alt}
          loading="lazy"
        />
      ) : null}
      {grower.pictureId ? (
        <img
          className="face lie disc on-sunk"
          width={60}
          height={60}
          src={`/edges/sellers/files/${grower.pictureId}`}
          alt={grower.pictureAlt}
          loading="lazy"
        />
      ) : null}
      <div className="told pad-4">
        <h3>
          {grower.name}，{product.title}
        </h3>
        <p className="grey">{told.filter(Boolean).join('，')}</p>
        {grower.story ? <p className="said">“{said(grower.story)}”</p> : null}
        <p className="grey">{shop}</p>
      </div>
    </article>
  );
}

const FIRST_SHOWN = 5;
function Assessed({ assessed }: { assessed: Month }) {
  const rows = assessed.edges.flatMap(({ node }) =>
    typeof node.score === 'number' ? [{ ...node, score: node.score }] : [],
  );
  const [first] = rows;
  if (!first) return null;
  return (
    <div className="card">
      <div className="between wrap">
        <h3>{monthOnly(first.month)}考评</h3>
        <span className="grey">
          {rows.filter(({ passed }) => passed).length} 家合格，共 {rows.length} 家
        </span>
      </div>
      <ol className="pad-y-2 small">
        {rows.slice(0, FIRST_SHOWN).map(({ id, partyName, score, passed }) => (
          <li key={id} className="between pad-y-1">
            <span>{partyName}</span>
            <b className={passed ? 'unbroken' : 'unbroken red'}>{score} 分</b>
          </li>
        ))}
      </ol>
      <Way href={`/results?month=${first.month}`} className="button second whole">
        看全部，怎么算的
      </Way>
    </div>
  );
}
