import type {
  ButtonProps,
  CanvasProps,
  ImageProps,
  InputProps,
  ScrollViewProps,
  TextareaProps,
  TextProps,
  ViewProps,
} from '@tarojs/components';
import {
  forwardRef,
  useEffect,
  type CSSProperties,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type SyntheticEvent,
} from 'react';
import './browser.scss';

/** What React hands on as it is; names of WeChat's that a browser does not know are left out below. */
type Plain = Omit<HTMLAttributes<HTMLElement>, 'style'> & { style?: CSSProperties; children?: ReactNode };
interface Aria {
  'aria-role'?: string;
  ariaRole?: string;
  ariaLabel?: string;
}

function plain({
  'aria-role': role,
  ariaRole,
  ariaLabel,
  catchMove: _catchMove,
  openType: _openType,
  ...rest
}: Plain & Aria & { catchMove?: boolean; openType?: string }): Plain {
  const known = role ?? ariaRole;
  return {
    ...rest,
    ...(known && { role: known }),
    ...(known === 'button' && { tabIndex: 0 }),
    ...(ariaLabel && { 'aria-label': ariaLabel }),
  };
}

export const View = forwardRef(function View(props: ViewProps & Aria, ref: Ref<HTMLDivElement>) {
  return <div ref={ref} {...plain(props as Plain)} />;
});
export const Text = (props: TextProps & Aria) => <span {...plain(props as Plain)} />;
interface Scrolled {
  /** The id of a thing in it that is to be seen. */
  scrollIntoView?: string;
  onScroll?: (event: { detail: { scrollLeft: number; scrollWidth: number } }) => void;
}
export function ScrollView({
  scrollY,
  scrollX,
  style,
  scrollIntoView = '',
  onScroll,
  ...rest
}: Omit<ScrollViewProps, keyof Scrolled> & Scrolled & Aria) {
  useEffect(() => {
    if (scrollIntoView)
      document
        .getElementById(scrollIntoView)
        ?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: 'instant' });
  }, [scrollIntoView]);
  return (
    <div
      {...plain(rest as Plain)}
      {...(onScroll && {
        onScroll: ({ currentTarget: { scrollLeft, scrollWidth } }) => onScroll({ detail: { scrollLeft, scrollWidth } }),
      })}
      // Whoever has no finger moves it by the keys.
      tabIndex={0}
      style={{
        overflowX: scrollX ? 'auto' : 'hidden',
        overflowY: scrollY ? 'auto' : 'hidden',
        ...(style as CSSProperties),
      }}
    />
  );
}

export const Canvas = ({
  id,
  className,
  onTouchStart,
  onTouchMove,
  'aria-label': label,
}: CanvasProps & { 'aria-label'?: string }) => (
  <canvas role="img" {...({ id, className, onTouchStart, onTouchMove, 'aria-label': label } as object)} />
);

const FITS: Readonly<Record<string, CSSProperties['objectFit']>> = {
  aspectFill: 'cover',
  aspectFit: 'contain',
  scaleToFill: 'fill',
};
export function Image({
  src,
  mode = 'scaleToFill',
  lazyLoad,
  nativeProps,
  style,
  'aria-label': label,
  ...rest
}: ImageProps & { 'aria-label'?: string }) {
  const alt = label ?? (nativeProps as { alt?: string } | undefined)?.alt ?? '';
  return (
    <img
      src={src}
      alt={alt}
      loading={lazyLoad ? 'lazy' : 'eager'}
      decoding="async"
      style={{ objectFit: FITS[mode], ...(style as CSSProperties) }}
      {...(rest as object)}
    />
  );
}

export const Button = (props: ButtonProps) => <button type="button" {...(plain(props as Plain) as object)} />;

interface Typed extends Pick<InputProps, 'value' | 'maxlength' | 'placeholder' | 'disabled' | 'className' | 'focus'> {
  'aria-label'?: string;
  onInput?: (event: { detail: { value: string } }) => void;
}
const field = ({
  value,
  maxlength = 140,
  placeholder,
  disabled,
  className,
  focus,
  onInput,
  'aria-label': label,
}: Typed) => ({
  value: value ?? '',
  maxLength: maxlength < 0 ? undefined : maxlength,
  placeholder,
  disabled,
  autoFocus: focus,
  'aria-label': label,
  className: `bare ${className ?? ''}`,
  onChange: (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) =>
    onInput?.({ detail: { value: event.currentTarget.value } }),
});

/** Which keys a phone shows; what may be typed is judged by the form. */
const KEYS: Readonly<Record<string, 'numeric' | 'decimal'>> = { number: 'numeric', digit: 'decimal' };
export function Input({ type = 'text', confirmType, onConfirm, ...rest }: InputProps & Typed) {
  const confirm = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter also ends the choice of a word while Chinese is typed.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing)
      (onConfirm as Typed['onInput'])?.({ detail: { value: event.currentTarget.value } });
  };
  return (
    <input
      type="text"
      inputMode={KEYS[type]}
      enterKeyHint={confirmType as 'search' | undefined}
      onKeyDown={confirm}
      {...field(rest as Typed)}
    />
  );
}
export const Textarea = ({ autoHeight, ...rest }: TextareaProps & Typed) => (
  <textarea
    {...field(rest as Typed)}
    rows={autoHeight ? Math.min(8, Math.max(3, (rest.value ?? '').split('\n').length)) : undefined}
  />
);

interface Picked {
  mode?: 'selector' | 'date' | 'time';
  range?: readonly string[];
  value?: string | number;
  start?: string;
  end?: string;
  'aria-label'?: string;
  onChange: (event: { detail: { value: string } }) => void;
  children: ReactNode;
}
/** The browser's own choice lies unseen over what shows the chosen: a phone opens what its owner knows. */
export function Picker({
  mode = 'selector',
  range = [],
  value,
  start,
  end,
  'aria-label': label,
  onChange,
  children,
}: Picked) {
  const change = (event: SyntheticEvent<HTMLInputElement | HTMLSelectElement>): void =>
    onChange({ detail: { value: event.currentTarget.value } });
  return (
    <div className="over">
      {children}
      {mode === 'selector' ? (
        <select className="over-choice fill" aria-label={label} value={value ?? ''} onChange={change}>
          {value === undefined && <option value="" disabled hidden />}
          {range.map((text, i) => (
            <option key={i} value={i}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="over-choice fill"
          type={mode}
          aria-label={label}
          value={value ?? ''}
          min={start}
          max={end}
          onChange={change}
          onClick={(event) => event.currentTarget.showPicker?.()}
        />
      )}
    </div>
  );
}
