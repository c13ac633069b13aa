import { View } from '@tarojs/components';
import { ICONS, type IconName } from '@/theme/icons';

export type { IconName };

/** Drawn through a mask, in the colour of the words around it: the mini-program has no SVG in its pages. */
function maskOf(body: string, isLine: boolean) {
  const look = isLine ? 'fill="none" stroke="black" stroke-width="1.75"' : 'fill="black"';
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g ${look} stroke-linecap="round" stroke-linejoin="round">${body.split('currentColor').join('black')}</g></svg>`;
  const image = `url("data:image/svg+xml,${encodeURIComponent(drawn)}")`;
  return { WebkitMaskImage: image, maskImage: image };
}

interface Shown {
  line: string;
  grain?: string;
}
const masks = new Map<IconName, { line: object; grain: object | null }>();
function masksOf(name: IconName): { line: object; grain: object | null } {
  const known = masks.get(name);
  if (known) return known;
  const { line, grain }: Shown = ICONS[name];
  const made = { line: maskOf(line, true), grain: grain ? maskOf(grain, false) : null };
  masks.set(name, made);
  return made;
}

/** That a line leads on, or opens. */
export const Arrow = ({ to }: { to?: 'down' | 'up' }) => (
  <View className={to === 'up' ? 'still grey turned' : 'still grey'}>
    <Icon name={to ? 'down' : 'chev'} size={20} />
  </View>
);

/** Always beside a word, which says what it means: nobody is read an icon aloud. */
export function Icon({ name, size = 24 }: { name: IconName; size?: 16 | 20 | 24 | 28 | 32 | 64 }) {
  const { line, grain } = masksOf(name);
  return (
    <View className="over still" style={{ width: `${size}px`, height: `${size}px` }} aria-hidden>
      <View className="drawn" style={line} />
      {grain && <View className="drawn icon-grain" style={grain} />}
    </View>
  );
}
