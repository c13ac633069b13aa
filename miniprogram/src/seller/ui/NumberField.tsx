import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { bringToLight, isWechat } from '@/lib/platform';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { DRAWN_WITHIN_MS, Field } from '@/ui/parts';

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | null;
  maxLength: number;
  /** An amount of money, to the fen; else a count. */
  money?: boolean;
  /** It is asked for now: its keys are there without a tap. */
  isAsked?: boolean;
}

const BACK = 'back';
const KEYS = ['1', '2', '3', BACK, '4', '5', '6', '7', '8', '9'] as const;
const FEN_DIGITS = 2;

/** What stands there after a key: at most one point with two digits behind it, and no nought in front. */
function after(value: string, key: string, maxLength: number): string {
  if (key === BACK) return value.slice(0, -1);
  const [whole = '', fen] = value.split('.');
  if (key === '.') return fen === undefined ? `${whole || '0'}.` : value;
  if (fen !== undefined && fen.length >= FEN_DIGITS) return value;
  return `${value === '0' ? '' : value}${key}`.slice(0, maxLength);
}

let opened = 0;
let closeOther = (): void => undefined;
/** Something else was tapped. */
export const closeKeys = (): void => closeOther();

/** A number that a form is about. A tap brings keys of our own, as large as a thumb, to the foot of the page. */
export function NumberField({ money, isAsked, ...field }: Props) {
  const { label, value, onInput, maxLength } = field;
  const [isOpen, setOpen] = useState(false);
  const [id] = useState(() => `number-${++opened}`);
  const open = (): void => {
    closeOther();
    closeOther = () => setOpen(false);
    setOpen(true);
  };
  useEffect(() => {
    if (isAsked) open();
  }, [isAsked]);
  useEffect(() => {
    if (!isOpen) return;
    // What asks by itself is on the page a moment later.
    const timer = setTimeout(() => bringToLight(`#${id}`, 'start'), isAsked ? DRAWN_WITHIN_MS : 0);
    return () => clearTimeout(timer);
  }, [id, isOpen]);
  const press = (key: string) => onInput(after(value, key, maxLength));
  return (
    <>
      {/* WeChat gives a tap on a field without keys of the phone to what is around it. */}
      <View
        id={id}
        className="clear-of-bars"
        ariaRole={isWechat ? 'button' : undefined}
        onClick={isOpen ? undefined : open}
      >
        <Field {...field} large ownKeys type={money ? 'digit' : 'number'} />
      </View>
      {isOpen && (
        <Acts>
          <View className="keys whole" aria-label={label}>
            {KEYS.map((key) => (
              <Button key={key} onTap={() => press(key)} {...(key === BACK && { label: '退一格' })}>
                {key === BACK ? <Icon name="del" size={28} /> : <View className="head">{key}</View>}
              </Button>
            ))}
            <Button kind="main" onTap={() => setOpen(false)}>
              好了
            </Button>
            <Button onTap={() => onInput('')}>清空</Button>
            <Button onTap={() => press('0')}>
              <View className="head">0</View>
            </Button>
            {money && (
              <Button label="小数点" onTap={() => press('.')}>
                点
              </Button>
            )}
          </View>
        </Acts>
      )}
    </>
  );
}
