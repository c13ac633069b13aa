import { useState, type FormEvent } from 'react';
import { TracePage, type TracePageQuery } from '../api.ts';
import { useAsk } from '../lib/ask.ts';
import { goTo } from '../lib/route.tsx';
import { day, moment } from '../lib/words.ts';
import { Head, Shown } from '../ui.tsx';

type Traced = NonNullable<TracePageQuery['trace']>;

/** What stands on a label: the code, or the address that its picture leads to. */
export function codeIn(text: string): { code: string } | { wrong: string } {
  const typed = text.trim();
  if (typed === '') return { wrong: '请把标签上的溯源码填进来' };
  if (/^https?:/i.test(typed)) {
    if (!URL.canParse(typed)) return { wrong: '这个网址不完整，请重新扫一次' };
    const { origin, pathname } = new URL(typed);
    const [, code] = /^\/(?:trace|t)\/([^/]+)$/.exec(pathname) ?? [];
    if (origin !== location.origin || !code) return { wrong: '这是别的平台的码，这里查不到' };
    return { code: decodeURIComponent(code) };
  }
  const code = typed.toUpperCase().replace(/\s/g, '');
  return /^[0-9A-Z-]{6,40}$/.test(code) ? { code } : { wrong: '溯源码只有字母、数字和短横，请对照标签再填一次' };
}

export function TraceForm() {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const look = (event: FormEvent) => {
    event.preventDefault();
    const found = codeIn(text);
    if ('wrong' in found) return setWrong(found.wrong);
    setWrong('');
    goTo(`/trace/${encodeURIComponent(found.code)}`);
  };
  return (
    <form onSubmit={look} noValidate>
      <label htmlFor="code">标签上的溯源码</label>
      <div style={{ display: 'flex', gap: 'var(--s-2)', maxWidth: 560 }}>
        <input
          id="code"
          style={{ flex: 1, minWidth: 0, cursor: 'text' }}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={wrong !== ''}
          aria-describedby="code-wrong"
          placeholder="印在二维码下面"
        />
        <button>查一查</button>
      </div>
      <p id="code-wrong" className="wrong" role="alert">
        {wrong}
      </p>
    </form>
  );
}

/** From field to door, as the code on the bag leads to it. */
export function Trace({ code }: { code: string | null }) {
  return (
    <>
      <Head title="查溯源码">从地里到手里，每一步都有记录。签名以后改过，核对时会对不上。</Head>
      <TraceForm />
      {code === null ? (
        <section className="cards">
          <article className="card">
            <h2>码在哪里</h2>
            <p>在包装袋的标签上，二维码下面那一行字母和数字。用手机扫二维码，会直接打开这一页。</p>
          </article>
          <article className="card">
            <h2>能看到什么</h2>
            <p>这一批从播种、收获、加工到送到您手里的每一步，检验报告，冷链温度，还有它有没有被改过。</p>
          </article>
        </section>
      ) : (
        <Found code={code} />
      )}
    </>
  );
}

function Found({ code }: { code: string }) {
  const asked = useAsk(TracePage, { code });
  return (
    <Shown asked={asked}>
      {({ trace }) => {
        if (!trace)
          return (
            <div role="status">
              <p>没有查到“{code}”。</p>
              <p>请对照标签再填一次；还是没有，可能不是这个平台的商品，请向卖家问清楚。</p>
            </div>
          );
        const { lot, product } = trace;
        const good = trace.verified && !trace.recalled;
        return (
          <>
            <div
              className={good ? 'card verdict good' : 'card verdict bad'}
              role="status"
              style={{ marginTop: 'var(--s-3)' }}
            >
              <strong>
                {trace.recalled
                  ? '这批货已召回'
                  : trace.verified
                    ? trace.seal
                      ? '平台核对：签名以后没有改动'
                      : '平台核对：前后对得上，还没有签名'
                    : '平台核对：记录对不上'}
              </strong>
              <p>{trace.notice}</p>
              <p>这是平台的服务器核对的，这个浏览器没有自己算。要自己核对，请用小程序扫标签上的码。</p>
            </div>
            <section className="card">
              <h2>{product?.title ?? lot.specification ?? '商品'}</h2>
              <dl>
                {(
                  [
                    ['批号', lot.lotCode],
                    ['生产者', lot.producerName],
                    ['产地', lot.producerAddress],
                    ['生产日期', lot.producedOn && day(lot.producedOn)],
                    ['保质到', lot.expiresOn && day(lot.expiresOn)],
                    ['规格', lot.specification],
                    ['品质', lot.quality],
                    ['卖家', product?.shop?.name],
                  ] as const
                ).map(([name, value]) =>
                  value ? (
                    <div key={name}>
                      <dt style={{ flex: '0 0 5em' }}>{name}</dt>
                      <dd style={{ flex: 1, overflowWrap: 'anywhere' }}>{value}</dd>
                    </div>
                  ) : null,
                )}
              </dl>
            </section>
            <Way events={trace.events} />
            {lot.certificates.length + lot.inspections.length > 0 ? <Papers lot={lot} /> : null}
          </>
        );
      }}
    </Shown>
  );
}

const STEP = {
  position: 'relative',
  borderLeft: '2px solid var(--line)',
  padding: '0 0 var(--s-4) var(--s-4)',
} as const;
const DOT = { position: 'absolute', left: -7, top: 8, width: 12, height: 12, borderRadius: '50%' } as const;

const Way = ({ events }: { events: Traced['events'] }) => (
  <section>
    <h2>一路上</h2>
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.sequence} style={STEP}>
          <i aria-hidden="true" style={{ ...DOT, background: `var(--${event.verified ? 'sprout' : 'ember'})` }} />
          <strong>{event.title}</strong>
          {event.verified ? null : <span className="tag bad">这一步被改过</span>}
          <br />
          <span className="muted">
            {moment(event.at)}
            {event.place ? ` · ${event.place}` : ''}
            {typeof event.temperatureCelsius === 'number' ? ` · ${event.temperatureCelsius}°C` : ''}
          </span>
          {event.note ? (
            <>
              <br />
              {event.note}
            </>
          ) : null}
        </li>
      ))}
    </ol>
  </section>
);

const Papers = ({ lot }: { lot: Traced['lot'] }) => (
  <section>
    <h2>证书和检验</h2>
    <p className="muted">由商家登记，不在核对之内，请到发证机构查询。</p>
    <ul className="card lines">
      {lot.certificates.map(({ id, title, number, issuer, validUntilOn }) => (
        <li key={id}>
          <strong>{title}</strong>
          <br />
          <span className="muted">
            {number} · {issuer}
            {validUntilOn ? ` · 到${day(validUntilOn)}` : ''}
          </span>
        </li>
      ))}
      {lot.inspections.map(({ id, laboratory, passed, inspectedOn }) => (
        <li key={id}>
          <strong>检验{passed ? '合格' : '不合格'}</strong>
          <br />
          <span className="muted">
            {laboratory} · {day(inspectedOn)}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
