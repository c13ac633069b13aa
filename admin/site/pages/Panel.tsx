import { useEffect, useState } from 'react';
import { demoPeople, type People } from '../lib/ask.ts';

/** Where somebody of this role begins in the mini-program. */
const BEGINS: Readonly<Record<string, string>> = {
  'seller-owner': 'seller/pages/today/index',
  'seller-staff': 'seller/pages/today/index',
  courier: 'courier/pages/tasks/index',
  'carrier-manager': 'carrier/pages/today/index',
};
const placeOf = (role: string | null): string => `/m/${(role !== null && BEGINS[role]) || ''}`;

/** For trying out, and only where the world outside is simulated: everybody's door. */
export function Panel({ sandbox, canBeReached }: { sandbox: string; canBeReached: boolean }) {
  const [people, setPeople] = useState<People | null>(null);
  const [trouble, setTrouble] = useState(false);
  useEffect(() => void demoPeople(sandbox).then(setPeople, () => setTrouble(true)), [sandbox]);
  return (
    <section className="card no-print" aria-label="试用" id="try">
      <div className="row wrap">
        <h2 className="grow-wide">
          试一试 <span className="tag on-sunk">演示数据，微信和钱都是模拟的</span>
        </h2>
        <a className="button" href="/m/">
          在这里打开小程序
        </a>
        <a className="button second" href="/admin/">
          打开管理后台
        </a>
      </div>
      {trouble ? (
        <p className="red" role="alert">
          模拟的微信没有回应，请看看启动它的终端。
        </p>
      ) : null}
      <h3 className="top-3">用手机的人</h3>
      <p className="grey">点一下，就用这个人的微信登录小程序；再点别人就换成别人。</p>
      <div className="people beside top-2">
        {people?.people.map(({ as, name, what, role }) => (
          <a key={as} className="card pad-x-3 pad-y-2" href={`${placeOf(role)}?as=${as}`}>
            <strong>{name}</strong>
            <div className="grey">{what}</div>
          </a>
        ))}
      </div>
      <h3>用电脑的人</h3>
      <p className="grey">点一下，账号、密码和验证码都替您填好。</p>
      <div className="people beside top-2">
        {people?.staff
          .filter(({ as }) => !people.people.some((one) => one.as === as))
          .map(({ as, what }) => (
            <a key={as} className="card pad-x-3 pad-y-2" href={`/admin/sign-in?as=${as}`}>
              <strong>{what}</strong>
              <div className="grey">账号 {as}</div>
            </a>
          ))}
      </div>
      <p className="grey">
        {canBeReached ? (
          '手机连同一个网络，扫上面的码就能打开。'
        ) : (
          <>
            想用手机扫上面的码？结束后这样启动：<code>HOST=0.0.0.0 ./run start</code>
          </>
        )}
      </p>
    </section>
  );
}
