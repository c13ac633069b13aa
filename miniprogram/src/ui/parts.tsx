import { Image, Input, Textarea, Text, View } from '@tarojs/components';
import { useEffect, useState, type ReactNode } from 'react';
import { bringToLight, isWechat, pictureLabel, urlOf } from '@/lib/platform';
import { yuan, yuanParts } from '@/lib/format';
import { Arrow, Icon, type IconName } from './Icon';

/** Small things that many pages are made of. */

interface SectionProps {
  title?: string;
  extra?: ReactNode;
  children: ReactNode;
  id?: string;
}
export const Section = ({ title, extra, children, id }: SectionProps) => (
  <View className="section" id={id}>
    {title && (
      <View className="between">
        <View className="section-title title voice">{title}</View>
        {extra}
      </View>
    )}
    {children}
  </View>
);

let opened = 0;
/** A section that a tap has opened, wherever on the page: it is brought before the eyes. */
export function Opened(props: { title: string; children: ReactNode }) {
  const [id] = useState(() => `opened-${++opened}`);
  useEffect(() => {
    // It is on the page a moment later.
    const timer = setTimeout(() => bringToLight(`#${id}`, 'start'), DRAWN_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return <Section id={id} {...props} />;
}
export const DRAWN_WITHIN_MS = 80;

interface CellProps {
  label: string;
  icon?: IconName;
  children?: ReactNode;
  onTap?: () => unknown;
  plain?: boolean;
}
/** A line with a name and a value; with `onTap` it leads on. A name alone has the whole line. */
export function Cell({ label, icon, children, onTap, plain }: CellProps) {
  const leads = plain || onTap;
  return (
    <View className="cell" onClick={onTap ? () => void onTap() : undefined} {...(onTap && { 'aria-role': 'button' })}>
      {icon && <Icon name={icon} />}
      <View className={!children ? 'grow' : leads ? 'break' : 'cell-label grey'}>{label}</View>
      {children && <View className={leads ? 'cell-value grey' : 'grow'}>{children}</View>}
      {onTap && <Arrow />}
    </View>
  );
}

export type Tone = 'good' | 'soil' | 'amber' | 'bad' | 'cold';
export const Tag = ({ children, tone = 'good' }: { children: ReactNode; tone?: Tone }) => (
  <Text className={`tag still small unbroken pad-x-2 r-chip pale-${tone}`}>{children}</Text>
);
interface NoticeProps {
  children: ReactNode;
  tone?: 'amber' | 'good' | 'bad' | 'away';
  told?: boolean;
}
/** `told`: what became of a tap, which is brought before the eyes. */
export const Notice = ({ children, tone = 'amber', told }: NoticeProps) => (
  <View className={['notice', told && 'told', tone === 'away' ? 'dashed' : `pale-${tone}`].filter(Boolean).join(' ')}>
    {children}
  </View>
);
/** Which clause asks for it: for sellers and officials, never in a consumer's way. */
export const Clause = ({ of }: { of: string | null | undefined }) =>
  of ? <Text className="clause small grey"> 规范{of}</Text> : null;

interface PriceProps {
  fen: number;
  unit?: string | null;
  from?: boolean;
  large?: boolean;
}
export function Price({ fen, unit, from, large }: PriceProps) {
  const { whole, rest } = yuanParts(fen);
  return (
    <Text className="price bold unbroken" aria-label={`${yuan(fen)}${unit ? `每${unit}` : ''}`}>
      ¥<Text className={large ? 'figure' : 'price-whole'}>{whole}</Text>.{rest}
      {unit ? <Text className="small grey"> /{unit}</Text> : null}
      {from ? <Text className="small grey"> 起</Text> : null}
    </Text>
  );
}

interface PictureProps {
  /** Of a file in the platform; `edge` is whose it is. */
  id: string | null | undefined;
  edge?: string;
  size?: number | string;
  height?: number | string;
  label?: string;
  /** What is drawn, and said to be a drawing, until there is a photo. */
  drawing?: IconName | null;
  /** Too small for words: only a mark is drawn. */
  small?: boolean;
}
const ROOM_FOR_WORDS = 96;
const length = (value: number | string): string => (typeof value === 'number' ? `${value}px` : value);

/** A picture from the platform; where it is missing or broken, a quiet place for it. */
export function Picture({ id, edge = 'catalog', size = 96, height, label, drawing, small }: PictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const isSmall = small ?? (typeof size === 'number' && size < ROOM_FOR_WORDS);
  return (
    <View
      className="picture over center still clip r-chip on-sunk"
      style={{ width: length(size), height: length(height ?? size) }}
    >
      {id && broken !== id ? (
        <Image
          className="fill dimmed"
          src={urlOf(`/edges/${edge}/files/${id}`)}
          mode="aspectFill"
          lazyLoad
          onError={() => setBroken(id)}
          {...pictureLabel(label)}
        />
      ) : (
        <View className="column small grey middle">
          {(drawing || isSmall) && <Icon name={drawing ?? 'box'} size={isSmall ? 32 : 64} />}
          {!isSmall && (drawing ? '示意图' : '暂无图片')}
        </View>
      )}
    </View>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** What is wrong with it: found here before it is sent, or told by the platform. */
  error?: string | null;
  placeholder?: string;
  type?: 'text' | 'number' | 'digit' | 'idcard';
  long?: boolean;
  maxLength?: number;
  disabled?: boolean;
  /** The one number that the form is about. */
  large?: boolean;
  /** The page brings keys of its own: the phone's stay away. */
  ownKeys?: boolean;
}
const NO_KEYS = isWechat ? { disabled: true } : { inputMode: 'none' };
export function Field({
  label,
  value,
  onInput,
  error,
  placeholder,
  type = 'text',
  long,
  maxLength = 140,
  disabled,
  large,
  ownKeys,
}: FieldProps) {
  const common = {
    value,
    placeholder,
    disabled,
    'aria-label': label,
    onInput: (event: { detail: { value: string } }) => onInput(event.detail.value),
  };
  return (
    <View className={error ? 'field wrong' : 'field'}>
      <View className="small grey">{label}</View>
      {long ? (
        <Textarea className="field-input whole pane top-1" maxlength={maxLength} autoHeight {...common} />
      ) : (
        <Input
          className={large ? 'field-input whole display' : 'field-input whole pane top-1'}
          type={type}
          maxlength={maxLength}
          {...common}
          {...(ownKeys && NO_KEYS)}
        />
      )}
      {error && <View className="field-error small red">{error}</View>}
    </View>
  );
}

/** Fixed at the bottom of the page. */
export const Bar = ({ children, aboveTabs, tight }: { children: ReactNode; aboveTabs?: boolean; tight?: boolean }) => (
  <View className={`bar row wrap end on-card${aboveTabs ? ' above-tabs' : ''}${tight ? ' tight' : ''}`}>
    {children}
  </View>
);

export interface Step {
  key: string | number;
  title: ReactNode;
  more?: ReactNode;
  state?: 'done' | 'now' | 'bad';
}
const DOTS = { done: 'on-sprout', now: 'on-rice', bad: 'on-ember' } as const;
/** What happened, one below the other. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => (
  <View>
    {steps.map(({ key, title, more, state }) => (
      <View key={key} className="step">
        <View className={`dot ${state ? DOTS[state] : 'on-edge'}`} />
        <View>{title}</View>
        {more && <View className="small grey">{more}</View>}
      </View>
    ))}
  </View>
);
