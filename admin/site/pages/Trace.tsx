import { Fragment } from 'react';
import { Footer, PromiseBasisWords, TracePage, type TracePageQuery } from '../api.ts';
import { staleOf } from '../../../miniprogram/src/lib/answers.ts';
import { useAsk } from '../lib/ask.ts';
import { clockOf, day, near, shortDay } from '../lib/words.ts';
import pages from '../pages.json';
import { Head, Shown } from '../ui.tsx';
import { TraceFields } from './TraceFields.tsx';
import { TraceForm } from './TraceForm.tsx';

type Traced = NonNullable<TracePageQuery['trace']>;
type Step = Traced['events'][number];

/** From field to door, as the code on the bag leads to it. */
export function Trace({ code }: { code: string | null }) {
  if (code !== null) return <Found code={code} />;
  return (
    <>
      <Head title={pages.trace}>从地里到手里，每一步都有记录。签名以后改过，核对时会对不上。</Head>
      <TraceForm />
      <section className="beside">
        <article className="card">
          <h2>码在哪里</h2>
          <p>在包装袋的标签上，二维码下面那一行字母和数字。用手机扫二维码，会直接打开这一页。</p>
        </article>
        <article className="card">
          <h2>能看到什么</h2>
          <p>这一批从播种、收获、加工到送到您手里的每一步，检验报告，冷链温度，还有它有没有被改过。</p>
        </article>
      </section>
    </>
  );
}

function Found({ code }: { code: string }) {
  const asked = useAsk(TracePage, { code });
  return (
    <>
      <Head title="这一批的来历" />
      <Shown asked={asked}>
        {(found) =>
          found.trace ? (
            <>
              {staleOf(found) !== null && !found.trace.recalled ? <MaybeRecalled /> : null}
              <Told trace={found.trace} />
            </>
          ) : (
            <NotFound code={code} />
          )
        }
      </Shown>
      <section>
        <TraceForm />
      </section>
    </>
  );
}

/** No silence of the platform's databases hides a recall. */
const MaybeRecalled = () => (
  <p className="card pale-bad" role="status">
    下面是刚才的记录，那以后有没有召回或停售，现在查不到。请过一会儿再查一次。
  </p>
);

const NotFound = ({ code }: { code: string }) => (
  <div role="status" className="card">
    <p>没有查到“{code}”。</p>
    <p>请对照标签再填一次；还是没有，可能不是这个平台的商品，请向卖家问清楚。</p>
  </div>
);

function Told({ trace }: { trace: Traced }) {
  const { lot, product } = trace;
  return (
    <>
      <div className="beside">
        <div>
          <Verdict trace={trace} />
          <section className="row gap-4">
            {product?.pictureId ? (
              <img
                className="cover still r-chip"
                width={64}
                height={64}
                src={`/edges/catalog/files/${product.pictureId}`}
                alt={product.pictureAlt}
                loading="lazy"
              />
            ) : null}
            <div>
              <h2>{product?.title ?? lot.specification ?? '商品'}</h2>
              <p className="grey">
                {lot.lotCode} 批{lot.expiresOn ? `，${day(lot.expiresOn)}前吃最好` : ''}
              </p>
            </div>
          </section>
          <Lot trace={trace} />
        </div>
        <Journey steps={trace.events} field={product?.pictures.find(({ shows }) => shows === 'FIELD')} />
      </div>
      <TraceFields of={lot.fields} bought={lot.purchases} />
      <div className="beside">
        {lot.promise || lot.certificates.length + lot.inspections.length + lot.selfChecks.length > 0 ? (
          <Papers lot={lot} />
        ) : null}
        <How trace={trace} />
      </div>
    </>
  );
}

/** What the platform has found, and what it has not looked at. */
function Verdict({ trace }: { trace: Traced }) {
  const { recalled, verified, seal, notice } = trace;
  const good = verified && !recalled;
  return (
    <div className={good ? 'card row gap-4' : 'card row gap-4 pale-bad'} role="status">
      <span className={`seal voice figure ${good ? 'green' : 'red'}`} aria-hidden="true">
        {good ? (seal ? '核过' : '对过') : recalled ? '召回' : '不对'}
      </span>
      <div>
        <h2 className="voice head">
          {recalled
            ? '这批货已召回'
            : verified
              ? seal
                ? '平台核对：签名以后没有改动'
                : '平台核对：前后对得上，还没有签名'
              : '平台核对：记录对不上'}
        </h2>
        <p className="grey">
          {trace.eventCount} 条记录。{notice}
        </p>
      </div>
    </div>
  );
}

function Lot({ trace: { lot, product } }: { trace: Traced }) {
  const rows = [
    ['生产者', lot.producerName],
    ['产地', lot.producerAddress],
    ['生产日期', lot.producedOn && day(lot.producedOn)],
    ['规格', lot.specification],
    ['品质', lot.quality],
    ['卖家', product?.shop?.name],
  ] as const;
  return (
    <dl className="card lines">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name} className="row start">
            <dt className="grey">{name}</dt>
            <dd className="grow">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** So many steps stand there at once; the others are a press away. */
const FIRST_STEPS = 4;
const LAST_STEPS = 1;
type Field = { id: string; alt: string } | undefined;

function Journey({ steps, field }: { steps: readonly Step[]; field: Field }) {
  const isFolded = steps.length > FIRST_STEPS + LAST_STEPS + 1;
  const [first, rest, last] = isFolded
    ? [steps.slice(0, FIRST_STEPS), steps.slice(FIRST_STEPS, -LAST_STEPS), steps.slice(-LAST_STEPS)]
    : [steps, [], []];
  const before = new Map(steps.map((step, i) => [step, steps[i - 1]?.place]));
  const one = (step: Step) => (
    <StepShown
      key={step.sequence}
      step={step}
      isLast={step === steps.at(-1)}
      place={step.place === before.get(step) ? null : step.place}
      field={step === steps[0] ? field : undefined}
    />
  );
  const isAnyWrong = rest.some(({ verified }) => !verified);
  return (
    <section>
      <h2>一路上</h2>
      <ol className="way top-2">{first.map(one)}</ol>
      {isFolded ? (
        <>
          <details open={isAnyWrong}>
            <summary>中间还有 {rest.length} 步</summary>
            <ol className="way top-2">{rest.map(one)}</ol>
          </details>
          <ol className="way top-2">{last.map(one)}</ol>
        </>
      ) : null}
    </section>
  );
}

function StepShown({
  step,
  isLast,
  place,
  field,
}: {
  step: Step;
  isLast: boolean;
  place: string | null | undefined;
  field: Field;
}) {
  const said = [
    place && near(place),
    step.note,
    typeof step.temperatureCelsius === 'number' && `${step.temperatureCelsius}℃`,
  ].filter(Boolean);
  return (
    <li className={`row start gap-3 ${step.verified ? '' : 'wrong'} ${isLast ? 'last' : ''}`}>
      <div className="grow">
        <strong>{step.title}</strong> <span className="grey">{`${shortDay(step.at)} ${clockOf(step.at)}`}</span>
        {step.verified ? null : <span className="tag pale-bad">这一步被改过</span>}
        {said.map((line) => (
          <div key={String(line)} className="grey">
            {line}
          </div>
        ))}
      </div>
      {field ? (
        <img
          className="cover still r-chip"
          width={84}
          height={62}
          src={`/edges/catalog/files/${field.id}`}
          alt={field.alt}
          loading="lazy"
        />
      ) : null}
    </li>
  );
}

const Papers = ({ lot }: { lot: Traced['lot'] }) => (
  <section>
    <h2>证书和检验</h2>
    <p className="grey">报告和证书由商家交，平台有人打开扫描件看过，没有去发证机构的名录里查。拿编号可以到那里查。</p>
    <ul className="card lines">
      {lot.inspections.map(({ id, laboratory, passed, inspectedOn, acceptedBy, items }) => (
        <li key={id}>
          <strong>检验{passed ? '合格' : '不合格'}</strong>
          <br />
          <span className="grey">
            {laboratory}，{day(inspectedOn)}
            {acceptedBy ? `，平台${acceptedBy}看过扫描件` : ''}
            {items.map(({ name, value, unit, limit, passed: within }) => (
              <Fragment key={name}>
                <br />
                {name} {value}
                {unit ?? ''}（{limit ? `标准${limit}` : '没有登记限值'}）{within === false ? '不合格' : ''}
              </Fragment>
            ))}
          </span>
        </li>
      ))}
      {lot.promise && (
        <li>
          <strong>{lot.promise.title}</strong>
          {lot.promise.promises.map((line) => (
            <Fragment key={line}>
              <br />
              {line}
            </Fragment>
          ))}
          <br />
          <span className="grey">
            {lot.producerName}，{day(lot.promise.givenAt)}开具，{lot.promise.quantity}；依据
            {PromiseBasisWords[lot.promise.basis]}；编号 {lot.promise.number}
          </span>
        </li>
      )}
      {lot.selfChecks.map(({ id, passed, checkedOn }) => (
        <li key={id}>
          <strong>商家自检{passed ? '' : '不合格'}</strong>
          <br />
          <span className="grey">{day(checkedOn)}，自己看、自己量的，不是检测机构的报告</span>
        </li>
      ))}
      {lot.certificates.map(({ id, title, number, issuer, validUntilOn, acceptedBy }) => (
        <li key={id}>
          <strong>{title}</strong>
          <br />
          <span className="grey">
            {number}，{issuer}
            {validUntilOn ? `，到${day(validUntilOn)}` : ''}
            {acceptedBy ? `，平台${acceptedBy}看过扫描件` : ''}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** Who judged, how one judges for oneself, and whom to tell that something is wrong. */
function How({ trace: { seal } }: { trace: Traced }) {
  const asked = useAsk(Footer, {});
  const phone = asked.state === 'there' ? asked.data.servicePhone : null;
  return (
    <section>
      <details className="card written pad-y-1">
        <summary>怎么核的，谁都改不了吗</summary>
        <p>
          每写一条记录，都带着前一条的指纹，一条接一条。{seal ? `平台${day(seal.sealedAt)}签过名，` : '平台签名以后，'}
          再改任何一条，后面的就对不上。写下的内容是否属实，不在核对之内。
        </p>
        <p>这是平台的服务器核对的，这个浏览器没有自己算。要自己核对，请用小程序扫标签上的码。</p>
      </details>
      {phone ? (
        <p className="grey">
          觉得不对劲？打<a href={`tel:${phone}`}>{phone}</a>，告诉平台。
        </p>
      ) : null}
    </section>
  );
}
