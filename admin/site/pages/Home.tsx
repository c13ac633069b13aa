import { useEffect, useMemo, useState } from 'react';
import qrcode from 'qrcode-generator';
import { demoPeople, siteFacts, type People, type SiteFacts } from '../lib/ask.ts';
import { Way } from '../lib/route.tsx';
import { TraceForm } from './Trace.tsx';

const DOORS = [
  { href: '/services', title: '服务与时限', text: '平台做什么、怎么收费、多久办完' },
  { href: '/register', title: '经营主体', text: '谁在这里做生意，证照和信用' },
  { href: '/results', title: '月度考评', text: '每个月考评的结果' },
  { href: '/rules', title: '规则与公示', text: '协议、公约、个人信息怎么用' },
] as const;

const HERO = { background: 'var(--soil)', color: 'var(--on-soil)', padding: 'var(--s-6)' } as const;
const PEOPLE = { gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: 'var(--s-2)' } as const;
const PERSON = { padding: 'var(--s-2) var(--s-3)', textDecoration: 'none' } as const;

export function Home() {
  const [facts, setFacts] = useState<SiteFacts | null>(null);
  useEffect(() => void siteFacts().then(setFacts), []);
  return (
    <>
      <div className="card" style={HERO}>
        <h1>五常的好东西，从地里到您手里</h1>
        <p>买东西请用微信小程序。这里公开平台的服务、主体和考评结果。</p>
      </div>
      {facts?.sandbox ? <Panel facts={facts} sandbox={facts.sandbox} /> : null}
      <section className="card">
        <h2>查溯源码</h2>
        <TraceForm />
      </section>
      <section className="cards">
        {DOORS.map(({ href, title, text }) => (
          <Way key={href} href={href} className="card" style={{ textDecoration: 'none' }}>
            <h2>{title}</h2>
            <p>{text}</p>
          </Way>
        ))}
      </section>
    </>
  );
}

/** Where somebody of this role begins in the mini-program. */
const BEGINS: Readonly<Record<string, string>> = {
  'seller-owner': 'seller/pages/today/index',
  'seller-staff': 'seller/pages/today/index',
  courier: 'courier/pages/tasks/index',
  'carrier-manager': 'carrier/pages/today/index',
};
const placeOf = (role: string | null): string => `/m/${(role !== null && BEGINS[role]) || ''}`;

/** For trying out, and only where the world outside is simulated: everybody's door, and codes for a phone. */
function Panel({ facts, sandbox }: { facts: SiteFacts; sandbox: string }) {
  const [people, setPeople] = useState<People | null>(null);
  const [trouble, setTrouble] = useState(false);
  useEffect(() => void demoPeople(sandbox).then(setPeople, () => setTrouble(true)), [sandbox]);
  const base = facts.phone ?? location.origin;
  return (
    <section className="card panel" aria-label="试用">
      <h2>
        试一试 <span className="tag">演示数据，微信和钱都是模拟的</span>
      </h2>
      <div className="row" style={{ alignItems: 'start', gap: 'var(--s-6)' }}>
        <div style={{ display: 'grid', gap: 'var(--s-2)', alignContent: 'start', flex: '0 1 230px' }}>
          <Qr text={`${base}/m/`} title="小程序" />
          <a className="button" href="/m/">
            在这里打开小程序
          </a>
          <a className="button quiet" href="/admin/">
            打开管理后台
          </a>
          {facts.phone ? (
            <p className="muted">手机连同一个网络，扫码就能打开。</p>
          ) : (
            <p className="muted">
              想用手机扫？结束后这样启动：
              <br />
              <code>HOST=0.0.0.0 ./run start</code>
            </p>
          )}
        </div>
        <div style={{ flex: '1 1 320px' }}>
          {trouble ? (
            <p className="wrong" role="alert">
              模拟的微信没有回应，请看看启动它的终端。
            </p>
          ) : null}
          <h3>用手机的人</h3>
          <p className="muted">点一下，就用这个人的微信登录小程序；再点别人就换成别人。</p>
          <div className="cards" style={PEOPLE}>
            {people?.people.map(({ as, name, what, role }) => (
              <a key={as} className="card" style={PERSON} href={`${placeOf(role)}?as=${as}`}>
                <strong>{name}</strong>
                <div className="muted">{what}</div>
              </a>
            ))}
          </div>
          <h3>用电脑的人</h3>
          <p className="muted">点一下，账号、密码和验证码都替您填好。</p>
          <div className="cards" style={PEOPLE}>
            {people?.staff
              .filter(({ as }) => !people.people.some((one) => one.as === as))
              .map(({ as, what }) => (
                <a key={as} className="card" style={PERSON} href={`/admin/sign-in?as=${as}`}>
                  <strong>{what}</strong>
                  <div className="muted">账号 {as}</div>
                </a>
              ))}
          </div>
        </div>
      </div>
    </section>
  );
}

function Qr({ text, title }: { text: string; title: string }) {
  const path = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    const cells = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size] as const).filter(
      ([row, column]) => code.isDark(row, column),
    );
    return { size: size + 8, cells: cells.map(([row, column]) => `M${column + 4} ${row + 4}h1v1h-1z`).join('') };
  }, [text]);
  return (
    <figure style={{ textAlign: 'center' }}>
      <svg
        viewBox={`0 0 ${path.size} ${path.size}`}
        role="img"
        aria-label={`${title}的二维码：${text}`}
        shapeRendering="crispEdges"
        style={{ width: '100%', maxWidth: 220 }}
      >
        <rect width={path.size} height={path.size} fill="var(--sheet)" />
        <path d={path.cells} fill="var(--on-sheet)" />
      </svg>
      <figcaption>
        {title}
        <br />
        <code>{text.replace(/^https?:\/\//, '')}</code>
      </figcaption>
    </figure>
  );
}
