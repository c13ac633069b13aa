import { View } from '@tarojs/components';
import { ICONS, type IconName } from '@/theme/icons';

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

/** The strokes of an icon and the grain of rice in it, as large as what is around them. */
export function Drawing({ name }: { name: IconName }) {
  const { line, grain } = masksOf(name);
  return (
    <>
      <View className="drawn" style={line} />
      {grain && <View className="drawn icon-grain" style={grain} />}
    </>
  );
}
