import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { go } from '@/lib/go';
import { Button } from './Button';
import { Arrow } from './Icon';
import { Picture } from './parts';

/** What the pages about goods share: whose they are, what they look like in a line, and what was checked. */

/** Who grew it or sells it; a quiet mark where they have shown no picture. */
export const Face = ({ id, label, large }: { id: string | null | undefined; label: string; large?: boolean }) => (
  <View className={large ? 'face large center clip disc' : 'face center clip disc'}>
    <Picture id={id} edge="sellers" size="100%" label={label} drawing="shop" small={!large} />
  </View>
);

export interface Person {
  name: string;
  story?: string | null;
  /** Their face; none where they do not agree to its being shown. */
  pictureId?: string | null;
  pictureAlt: string;
}
/** What somebody says first of themselves: a line has no room for more. */
export const firstWords = (story: string): string => `“${story.split(/[。！？]/)[0]}”`;

interface GrowerProps {
  shop: { id: string; name: string; pictureId?: string | null; growers?: readonly Person[] };
  /** Where they are, or what else one should know of them. */
  place?: string | null;
}
/** Who is behind the goods: a person with a face where there is one, else the shop. */
export function Grower({ shop, place }: GrowerProps) {
  const [person] = shop.growers ?? [];
  const said = person?.story ? firstWords(person.story) : place;
  const more = [person && shop.name, said].filter(Boolean).join(' · ');
  return (
    <View className="row gap-3 pad-y-2">
      {person?.pictureId ? (
        <Face id={person.pictureId} label={person.pictureAlt} />
      ) : (
        <Face id={shop.pictureId} label={shop.name} />
      )}
      <View className="grow">
        <View className="bold">{person?.name ?? shop.name}</View>
        {more && <View className="small grey lines-2">{more}</View>}
      </View>
      <Button onTap={() => go('/pages/shop/index', { id: shop.id })}>看看他家</Button>
    </View>
  );
}

/** The only mark of what was checked. */
export const Seal = () => (
  <View className="seal voice middle green" aria-hidden>
    核
  </View>
);

interface ToldProps {
  mark: ReactNode;
  /** At the end of the line. */
  extra?: ReactNode;
  onTap: () => unknown;
  children: ReactNode;
}
/** One thing worth knowing in a line or two; a tap tells the rest. */
export const Told = ({ mark, extra, onTap, children }: ToldProps) => (
  <View className="cell act" aria-role="button" onClick={() => void onTap()}>
    <View className="told-mark center still lead bold">{mark}</View>
    <View className="grow">{children}</View>
    {extra && <View className="small grey">{extra}</View>}
    <Arrow />
  </View>
);

interface GoodsLineProps {
  pictureId: string | null | undefined;
  title: string;
  /** Below the title. */
  more?: ReactNode;
  /** At the end of the line: what it costs. */
  end?: ReactNode;
  onTap?: () => unknown;
}
/** A thing that is bought, in a list of others. */
export const GoodsLine = ({ pictureId, title, more, end, onTap }: GoodsLineProps) => (
  <View
    className="goods-line row gap-3 pad-y-2"
    onClick={onTap ? () => void onTap() : undefined}
    {...(onTap && { 'aria-role': 'button' })}
  >
    <Picture id={pictureId} size={64} label={title} />
    <View className="grow">
      <View className="lines-2">{title}</View>
      {more && <View className="small grey">{more}</View>}
    </View>
    {end && <View>{end}</View>}
  </View>
);
