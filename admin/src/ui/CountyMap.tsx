import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCountyDrawing } from './county-drawing.ts';

export interface Township {
  code: string;
  name: string;
  arrived: number;
  underWay: number;
  late: number;
}
/** Names that are long say what kind of township it is; on a map the place is enough. */
const short = (name: string): string => name.replace(/(满族|朝鲜族)*(镇|乡)$/, '').replace(/林业局$/, '林场') || name;
/** The room that a drawing takes, before it is there. */
const BOX = '0 0 232 208';
const WATER = { fill: 'none', stroke: 'var(--cold)', strokeWidth: 3, opacity: 0.35, pointerEvents: 'none' } as const;
const NAME = {
  fontSize: 9,
  fill: 'var(--ink)',
  paintOrder: 'stroke',
  strokeWidth: 3,
  strokeLinejoin: 'round',
  pointerEvents: 'none',
} as const;
const told = ({ name, arrived, underWay, late }: Omit<Township, 'code'>): string =>
  `${name}：七天送到 ${arrived} 件，路上 ${underWay} 件${late > 0 ? `，超时 ${late} 件` : ''}`;
const all = ({ arrived, underWay }: Township): number => arrived + underWay;

/**
 * The county by township, the darker the more arrived lately or is on its way there; red where something is late. A
 * press shows the parcels. What the drawing does not know stands in words below.
 */
export function CountyMap({ of: townships, to }: { of: readonly Township[]; to: (township: Township) => string }) {
  const navigate = useNavigate();
  const [near, setNear] = useState<Township | null>(null);
  const drawing = useCountyDrawing(townships[0]?.code);
  const most = Math.max(1, ...townships.map(all));
  const drawn = townships.flatMap((township) => {
    const place = drawing?.townships[township.code];
    return place ? [{ ...township, ...place }] : [];
  });
  const busy = [...drawn]
    .filter((one) => all(one) > 0)
    .sort((a, b) => b.late - a.late || all(b) - all(a))
    .slice(0, 3);
  const sum = (of: 'arrived' | 'underWay' | 'late') => townships.reduce((total, one) => total + one[of], 0);
  const county = { name: '全县', arrived: sum('arrived'), underWay: sum('underWay'), late: sum('late') };
  const elsewhere =
    drawing === undefined ? [] : townships.filter((one) => !drawing?.townships[one.code] && all(one) > 0);
  return (
    <figure>
      {drawing !== null && (
        <svg
          viewBox={drawing?.box ?? BOX}
          style={{ display: 'block', width: '100%', maxHeight: 300 }}
          stroke="var(--card)"
          role="img"
          aria-label={`县里的包裹，按乡镇。${told(county)}`}
          onPointerLeave={() => setNear(null)}
        >
          {drawn.map((township) => (
            <path
              key={township.code}
              d={township.outline}
              onPointerEnter={() => setNear(township)}
              onClick={() => all(township) > 0 && void navigate(to(township))}
              style={{
                cursor: all(township) > 0 ? 'pointer' : undefined,
                fill:
                  township.late > 0
                    ? 'var(--ember)'
                    : `color-mix(in srgb, var(--soil) ${Math.round((all(township) / most) * 60)}%, var(--sunk))`,
              }}
            />
          ))}
          <path d={drawing?.water} style={WATER} />
          {drawn.map(({ code, name, x, y }) => (
            <text key={code} x={x} y={y + 3} textAnchor="middle" style={NAME}>
              {short(name)}
            </text>
          ))}
        </svg>
      )}
      <figcaption className="small grey">
        {near ? (
          told(near)
        ) : (
          <>
            {busy.map((township) => (
              <span key={township.code}>
                <Link to={to(township)}>
                  {township.name} {all(township)}
                </Link>
                ，
              </span>
            ))}
            {drawing && '颜色越深越多，红的有超时；示意图，不按比例'}
          </>
        )}
        {elsewhere.length > 0 && `${drawing ? '；另有 ' : ''}${elsewhere.map(told).join('；')}`}
      </figcaption>
    </figure>
  );
}
